//! What single cells and headers of a table are taken for, and what they are not.

use super::verdicts;
use crate::import::{ImportWords, SideFiles, System};

fn read(text: &str) -> Vec<String> {
    verdicts(System::Csv, text, &SideFiles::default())
}

#[test]
fn who_was_hired_and_left_again_is_asked_about() {
    for (outcome, reason, expected) in [
        ("Hired", "Never started", "unclear:"),
        ("Hired", "Left after 3 weeks", "unclear:"),
        ("Hired", "Offer declined", "unclear:"),
        ("Hired", "Rejected", "unclear:"),
        ("Eingestellt", "In der Probezeit gekündigt", "unclear:"),
        ("Hired", "Reneged", "2026-09-01 reneged"),
        ("Hired", "Strong skills", "2026-09-01 accepted"),
        ("Hired", "Referral", "2026-09-01 accepted"),
        ("Offer declined", "Offer withdrawn by us", "unclear:"),
        ("Withdrawn", "Withdrawn by hiring team", "unclear:"),
    ] {
        let rows = read(&format!(
            "date,outcome,reason\n2026-09-01,{outcome},{reason}\n"
        ));
        assert!(
            rows[0].starts_with(expected),
            "{outcome}, {reason}: {rows:?}"
        );
    }
}

#[test]
fn headers_are_found_in_several_languages() {
    for header in [
        "Application ID,Archived At (GMT),Status,Current Interview Stage,Job",
        "Job application ID,Status Changed,Outcome,Stage,Job",
        "Application ID,Status Last Changed On,Outcome,Stage,Job",
        "Réf,Date de fin,Résultat,Étape,Poste",
        "ID,Fecha,Resultado,Etapa,Puesto",
        "ID,Data di chiusura,Esito,Fase,Posizione",
        "ID,Data de encerramento,Resultado,Etapa,Vaga",
        "Nummer,Datum,Resultaat,Fase,Functie",
    ] {
        let rows = read(&format!(
            "{header}\n1,2026-09-01 20:00,Rejected,Onsite,Analyst\n"
        ));
        assert!(
            rows[0].starts_with("2026-09-01 rejected final-loop"),
            "{header}: {rows:?}"
        );
    }
}

#[test]
fn a_step_before_another_is_not_that_one() {
    let rows = [
        "Pre-Onsite",
        "Before final interview",
        "Offer stage - not sent",
        "Offer",
        "Onsite",
    ];
    let text: String = rows
        .map(|stage| format!("2026-09-01,Withdrew,{stage}\n"))
        .concat();
    let read = read(&format!("date,outcome,stage\n{text}"));
    let stages: Vec<_> = read
        .iter()
        .map(|row| row.split(' ').nth(2).unwrap())
        .collect();
    assert_eq!(stages, ["-", "-", "final-loop", "offer", "final-loop"]);
}

#[test]
fn sums_are_no_applications_and_two_days_are_none() {
    let rows = read(
        "Application ID,date,outcome\nTotal,2026-09-01,Rejected\n1,2026-09-01 - 2026-09-04,Rejected\nSumme,2026-09-01,Rejected\nGrand Total:,2026-09-01,Rejected\n",
    );
    assert_eq!(rows, ["bad: `date`: two days stand there"]);
    let page = read("name,date,outcome\nPage,2026-09-01,Rejected\n");
    assert_eq!(page.len(), 1, "somebody may be called so");
}

#[test]
fn days_with_dots_say_nothing_of_days_with_slashes() {
    let rows = read("date,outcome\n13.04.2026,Withdrew\n6/5/2026,Withdrew\n05.06.2026,Withdrew\n");
    assert!(
        rows[1].contains("--dates day-first or --dates month-first"),
        "{rows:?}"
    );
    assert!(rows[2].starts_with("2026-06-05"), "{rows:?}");
}

#[test]
fn what_commands_a_terminal_is_dropped() {
    let cell = "Analyst\u{1b}]52;c\u{7}\u{202e}\u{9b}";
    let rows = read(&format!(
        "date,outcome,stage,role\n2026-09-01,Withdrew {cell},{cell},{cell}\n"
    ));
    assert!(
        !rows.concat().contains(char::is_control) && !rows.concat().contains('\u{202e}'),
        "{rows:?}"
    );
}

#[test]
fn reasons_that_tell_of_a_person_are_known_in_several_languages() {
    let words = ImportWords::built_in();
    for label in [
        "schwanger",
        "zu alt",
        "Kopftuch",
        "Enceinte",
        "Embarazada",
        "Maternity leave",
        "Trop âgée",
        "Gewerkschaft",
        "incinta",
        "te oud",
        "grávida",
        "W ciąży",
    ] {
        assert!(words.is_private(label), "{label}");
    }
    for label in [
        "Salary",
        "Gehalt zu hoch",
        "Trop cher",
        "Family reasons",
        "Visa",
        "Too senior",
        "Transfer",
        "",
    ] {
        assert!(!words.is_private(label), "{label}");
    }
}
