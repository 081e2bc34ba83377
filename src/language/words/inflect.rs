//! The regular forms of a verb: `~drop` in the rules stands for drop, drops,
//! dropped and dropping. Irregular forms are written out there.

/// All forms of a regular verb, the verb itself first.
pub fn forms(verb: &str) -> Vec<String> {
    let last = verb.chars().last().unwrap_or_default();
    let before = verb.chars().rev().nth(1).unwrap_or_default();
    let vowel = |character: char| "aeiou".contains(character);
    let stem = match last {
        'e' => verb[..verb.len() - 1].to_owned(),
        _ if doubles(verb) => format!("{verb}{last}"),
        _ => verb.to_owned(),
    };
    let (third, past) = if last == 'y' && !vowel(before) {
        let stem = &verb[..verb.len() - 1];
        (format!("{stem}ies"), format!("{stem}ied"))
    } else if verb.ends_with("sh") || verb.ends_with("ch") || "sxz".contains(last) {
        (format!("{verb}es"), format!("{verb}ed"))
    } else {
        (format!("{verb}s"), format!("{stem}ed"))
    };
    let ing = if verb.ends_with("ee") || verb.ends_with("oe") {
        format!("{verb}ing")
    } else {
        format!("{stem}ing")
    };
    vec![verb.to_owned(), third, past, ing]
}

/// One short syllable, closed by one consonant: drop, dropped.
fn doubles(verb: &str) -> bool {
    let vowel = |byte: u8| b"aeiouy".contains(&byte);
    match verb.as_bytes() {
        [start @ .., middle, last] => {
            !vowel(*last)
                && !b"wx".contains(last)
                && vowel(*middle)
                && !start.is_empty()
                && !start.iter().any(|byte| vowel(*byte))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_verbs_have_four_forms() {
        assert_eq!(forms("drop"), ["drop", "drops", "dropped", "dropping"]);
        assert_eq!(forms("ghost"), ["ghost", "ghosts", "ghosted", "ghosting"]);
        assert_eq!(
            forms("ignore"),
            ["ignore", "ignores", "ignored", "ignoring"]
        );
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("brush"), ["brush", "brushes", "brushed", "brushing"]);
        assert_eq!(forms("delay"), ["delay", "delays", "delayed", "delaying"]);
        assert_eq!(forms("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(forms("fail"), ["fail", "fails", "failed", "failing"]);
    }
}
