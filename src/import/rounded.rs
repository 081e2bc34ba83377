//! Ids that a spreadsheet took for numbers and rounded: several people then have one, and
//! only the first of them would be written.

/// What to do about them.
pub(super) const AS_TEXT: &str = "a spreadsheet rounded those ids, and several people may share one: export that column as text (in a spreadsheet, set its format to text before the export is opened in it), and import again";

/// `1.23E+11`, `1,23E+11`.
pub(super) fn is_rounded(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_power = power.strip_prefix('+').is_some_and(is_digits);
    is_power && number.split(['.', ',']).all(is_digits)
}
