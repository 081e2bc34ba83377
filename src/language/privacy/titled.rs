//! Somebody in the name of a job or a team: behind a title, or behind what says whose
//! place it is. A family name alone is in no list, so what leads to it has to do.

use super::given::is_given;
use crate::language::listing::listed;

/// Stand before a family name, in lower case.
pub const PARTICLES: [&str; 24] = listed(
    "de van von der den da di la le bin al el del dos ter y ibn bint della do das af zu ben",
);

/// In lower case. What ends with a dot is one only with it, and what begins with a plus only
/// behind a small word, as it is another word as well: a Sr. Engineer, pan-European.
const TITLES: &str = include_str!("../../../templates/contact/titles.txt");
/// Whose place it is: a replacement for somebody, a backfill.
const PLACES: &str = include_str!("../../../templates/contact/places.txt");
/// Whom it helps: most often a department.
const HELPS: &str = include_str!("../../../templates/contact/helps.txt");
/// What stands behind those and is nobody.
const POSTS: &str = include_str!("../../../templates/contact/posts.txt");
/// Small words between.
const BETWEEN: &str = "of for to from the für von vom der des dem den zu zur pour du del de la le di do da van voor per para por za po";
/// How German words end for what somebody does.
const DEEDS: [&str; 4] = ["ung", "kraft", "dienst", "leiter"];

pub(super) fn is_somebody(text: &str) -> bool {
    text.split(['(', ')', '[', ']', '|', ',', ';', ':', '/', '–', '—'])
        .flat_map(|part| part.split(" - "))
        .any(is_in_part)
        || in_brackets(text).any(is_reversed)
}

fn is_in_part(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    (0..words.len()).any(|at| {
        let behind = &words[at + 1..];
        let small = behind.iter().take_while(|word| has(BETWEEN, word)).count();
        is_titled(&words, at)
            || (has(HELPS, words[at]) || is_place(words[at])) && is_given_next(&behind[small..])
            || is_place(words[at]) && is_whose(&behind[small..], small > 0)
    })
}

/// Whether a word is a title, with its dot or without: where a whole name stands behind it.
pub(super) fn is_called(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    has(TITLES, word) || has(TITLES, &format!("{word}."))
}

/// Whether a word is a title, with its dot where it has one: `Ms`, `Ms.`, `Hr.`, and not `HR`.
pub(super) fn is_title(word: &str) -> bool {
    let is_written = word.chars().any(char::is_lowercase);
    is_written && (has(TITLES, word) || has(TITLES, word.trim_end_matches('.')))
}

fn is_titled(words: &[&str], at: usize) -> bool {
    let title = words[at].to_lowercase();
    let is_behind = at > 0 && has(BETWEEN, words[at - 1]);
    let is_called = is_title(words[at]) || is_behind && has(TITLES, &format!("+{title}"));
    let particle = |word: &&&str| PARTICLES.contains(*word);
    let name = words[at + 1..].iter().find(|word| !particle(word));
    is_called && name.is_some_and(|name| is_capital(name))
}

/// Elternzeitvertretung is one word.
fn is_place(word: &str) -> bool {
    let lower = word.to_lowercase();
    has(PLACES, &lower) || lower.ends_with("vertretung") || lower.ends_with("nachfolge")
}

/// Jürgen, J. Doe
fn is_given_next(words: &[&str]) -> bool {
    let [first, others @ ..] = words else {
        return false;
    };
    let is_initial = first.len() == 2 && first.ends_with('.') && is_upper(first);
    is_capital(first) && is_given(first)
        || is_initial && others.first().is_some_and(|name| is_capital(name))
}

/// With a small word between somebody is meant most often; without one, a last word may be.
fn is_whose(words: &[&str], is_linked: bool) -> bool {
    let [first, others @ ..] = words else {
        return false;
    };
    let lower = first.to_lowercase();
    let is_post = has(POSTS, &lower) || DEEDS.iter().any(|end| lower.ends_with(end));
    is_capital(first) && !is_post && (is_linked || others.is_empty())
}

fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('(').skip(1);
    parts.filter_map(|part| part.split_once(')').map(|(inside, _)| inside))
}

/// Müller, Hans
fn is_reversed(text: &str) -> bool {
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_word = |name: &&str| is_capital(name) && !name.contains(' ');
    names.len() == 2 && names.iter().all(is_word) && is_given(names[1])
}

fn has(list: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    list.split_ascii_whitespace().any(|known| known == lower)
}

fn is_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A word as names are written, and no abbreviation.
fn is_capital(word: &str) -> bool {
    is_upper(word) && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_with_its_dot_or_without() {
        for title in ["prof", "Prof.", "Dr", "Hr.", "hr", "Ms."] {
            assert!(is_called(title), "{title}");
        }
        assert!(!is_called("sr") && !is_called("engineer") && !is_title("HR") && !is_title("Prof"));
    }

    #[test]
    fn somebody_stands_behind_a_title_or_is_replaced() {
        for text in [
            "Nurse - Ms. Petrova",
            "Nachfolge Hr. Weber",
            "Vertretung für Frau Schmidt",
            "Koch (Elternzeitvertretung Müller)",
            "PA to Mr Brown",
            "Infirmière - remplacement de Mme Dupont",
            "Infirmière - remplacement de M. Dupont",
            "Asistente del Sr. Gómez",
            "Interim CFO (Müller, Hans)",
            "Replacement for J. Doe",
            "Assistant to Jürgen Müller",
            "Backfill Smith",
            "Backfill Priya S.",
            "Kita Erzieherin für Gruppe Fr. Meier",
            "Teacher, Mrs O'Neil's class",
            "Assistenz Herr Schulz",
            "Vervanging van mevr. de Vries",
            "Zastępstwo za Panią Kowalską",
            "Sostituzione di Rossi",
        ] {
            assert!(is_somebody(text), "{text}");
        }
        for text in [
            "",
            "Sr. Engineer",
            "Engineer, Sr. Staff",
            "Pan European Sales Manager",
            "HR Manager",
            "MS Dynamics Consultant",
            "Assistant Manager",
            "Assistant to the CEO",
            "Assistant to the Managing Director",
            "Asistente de Ventas",
            "Assistante de Direction",
            "Assistenz der Geschäftsführung",
            "Backfill Engineer",
            "Data Engineer (Backfill)",
            "Backfill: Data Engineer",
            "Replacement for Senior Engineer",
            "Maternity cover",
            "Vertretung der Teamleitung",
            "Remplacement congé maternité",
            "Doctor",
            "Dr. med.",
            "M. Sc. Chemist",
            "Frau",
            "Sales (Berlin, Köln)",
        ] {
            assert!(!is_somebody(text), "{text}");
        }
    }
}
