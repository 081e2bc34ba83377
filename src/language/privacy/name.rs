//! A case that is somebody's name instead of a reference.

use crate::language::listing::listed;
use std::ops::Range;

/// Words that stand in references and not in names.
const REFERENCE: [&str; 66] = listed(
    "case candidate req requisition role offer loop team final round batch search pipeline hire \
    opening post ref reference file ticket q1 q2 q3 q4 senior staff lead engineer manager \
    designer analyst sales platform backend frontend data product internal external test \
    spring summer autumn winter blue red green north south east west alpha beta gamma delta \
    project unknown none the second first third january march june october",
);

/// Stand before a family name, in lower case.
const PARTICLES: [&str; 16] = listed("de van von der den da di la le bin al el del dos ter y");
const TITLES: [&str; 9] = listed("mr mrs ms miss dr herr frau prof mx");

/// A longer text is no name.
const LONGEST: usize = 80;

pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let range = start..start + trimmed.len();
    if trimmed.len() > LONGEST {
        return None;
    }
    let flat = trimmed.replace(',', " ");
    let words: Vec<&str> = flat.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if lower
        .iter()
        .any(|word| REFERENCE.contains(&word.trim_matches('.')))
    {
        return None;
    }
    let first = lower.first().map(|word| word.trim_end_matches('.'));
    let titled = first.is_some_and(|word| TITLES.contains(&word));
    let letters = |word: &str| {
        word.chars().next().is_some_and(char::is_alphabetic)
            && word
                .chars()
                .all(|character| character.is_alphabetic() || "'’-.".contains(character))
    };
    let all = words.iter().all(|word| letters(word));
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_uppercase)
    };
    let particle = |word: &str| PARTICLES.contains(&word);
    let names = words
        .iter()
        .zip(&lower)
        .all(|(word, lower)| capital(word) || particle(lower));
    let shouted = words
        .iter()
        .all(|word| word.chars().all(|character| !character.is_lowercase()))
        && words.iter().all(|word| word.chars().count() <= 3);
    let several = (2..=5).contains(&words.len()) && names && !shouted;
    // jane.doe, jane_doe, "jane doe", "jane d."
    let joined: Vec<&str> = trimmed
        .split(['.', '_', ' ', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let first_name = joined
        .first()
        .is_some_and(|first| is_first_name(&first.to_lowercase()));
    let last_name = joined
        .iter()
        .skip(1)
        .any(|one| is_first_name(&one.to_lowercase()));
    // j. whitfield
    let initial = words.len() == 2
        && words[0].len() == 2
        && words[0].ends_with('.')
        && words[1].chars().count() > 3
        && letters(words[1])
        && !words[1].contains('.');
    let plain = initial
        || (1..=4).contains(&joined.len())
            && joined.iter().all(|part| letters(part))
            && (first_name || last_name && joined.len() == 2);
    (all && (titled && words.len() >= 2 || several) || plain).then_some(range)
}

pub(super) fn is_first_name(word: &str) -> bool {
    let word: String = word
        .chars()
        .map(|letter| match letter {
            'á' | 'à' | 'ä' | 'â' | 'ã' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' | 'õ' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect();
    FIRST_NAMES
        .split_ascii_whitespace()
        .any(|name| name == word)
}

/// Common given names of many places, for names in lower case or alone.
const FIRST_NAMES: &str = "aaron abdul abigail adam adrian ahmed aisha aiden alan alba alejandro alessandro \
    alex alexander alexandra alice alison ali alina amanda amelia amir amit amy ana anastasia andrea andreas \
    andrew andrzej angela anika anita anja anna anne anthony antonio anya arjun arthur ashley asha ava ayesha \
    barbara beatriz ben benjamin beth bianca bjorn brandon brian bruno callum camila carla carlos carmen \
    caroline catherine charles charlotte chen chiara chloe chris christian christina christopher claire clara \
    claudia colin connor daisy dan daniel daniela darren dave david deborah deepak denise derek diana diego \
    dimitri dmitri dominic dylan ed edward elena eleanor elif elizabeth ella ellen emily emma eric erik esther \
    ethan eva evelyn fatima felix fernando fiona francesca francesco frank freya gabriel gareth gary george \
    georgia gemma gerard giulia grace graham greta hannah harriet harry hassan heather helen helena henry \
    hiroshi holly hugo ian ibrahim ines ingrid irene iris isabel isabella ivan jack jacob jake james jamie \
    jan jane jana jasmine jason javier jean jennifer jenny jessica jesus jim joan joanna joao joe joel johan \
    johannes john jon jonas jonathan jordan jorge jose joseph josh joshua juan julia julian julie kamal \
    karen karin karl kate katherine kathryn katie kavita keith kelly kenji kevin kim kiran kirsten klaus kofi \
    krzysztof kwame kyle lars laura lauren layla lea leila lena leo leon liam lily linda lisa lorenzo lucas \
    lucia lucy luis luisa luke magdalena maja malik manuel marcel marco marcus margaret maria marie marina mario \
    marta martin mary mateo matt matteo matthew max maya megan mehmet mei melissa mia michael michelle miguel \
    mike milan mohamed mohammed molly monica monika muhammad nadia naomi natalie natasha nathan neha neil niall \
    niamh nicholas nick nicola nicole nikhil nils nina noah nora olga oliver olivia omar oscar owen pablo padraig \
    pamela patricia patrick paul paula pavel pedro peter petra philip piotr pooja priya rachel rahul raj rajesh \
    ravi rebecca ricardo richard rita robert roberto robin rohan roisin rosa rosie ruth ryan saanvi sabine said \
    salma sam samantha samir samuel sandra sanjay santiago sara sarah sean sebastian sergio shane sharon shreya \
    siobhan simon sofia sophia sophie stefan stefano stella stephanie stephen steve steven sunita susan suresh \
    sven tania tara teresa theo theresa thomas tim timothy tobias tom tomas tomasz tony tracy valentina vanessa \
    veronica victor victoria vijay vikram vincent walter wei wendy will william wojciech xavier yasmin ying \
    yuki yusuf zainab zara zoe";
