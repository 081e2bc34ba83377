//! Ids that a spreadsheet took for numbers and rounded: several people then have one, and
//! only the first of them would be written.

/// What to do about them.
pub(super) const AS_TEXT: &str = "a spreadsheet rounded those ids, and several people may share one: export that column as text (in a spreadsheet, set its format to text before the export is opened in it), and import again";

/// `1.23E+11`, `1,23E+11`.
fn is_shortened(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_power = power.strip_prefix('+').is_some_and(is_digits);
    is_power && number.split(['.', ',']).all(is_digits)
}

/// What a spreadsheet leaves of a number with more digits than it keeps: zeros behind them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LongIds {
    with_zeros: usize,
    others: usize,
}

impl LongIds {
    const KEPT: usize = 15;

    fn zeros(cell: &str) -> Option<bool> {
        let is_long = cell.len() > Self::KEPT && cell.bytes().all(|byte| byte.is_ascii_digit());
        is_long.then(|| cell.bytes().skip(Self::KEPT).all(|byte| byte == b'0'))
    }

    pub fn add(&mut self, cell: &str) {
        match Self::zeros(cell) {
            Some(true) => self.with_zeros += 1,
            Some(false) => self.others += 1,
            None => {}
        }
    }

    /// One may end in zeros by itself; where all of several do, they were rounded.
    pub fn is_rounded(self, cell: &str) -> bool {
        let all_are = self.with_zeros > 1 && self.others == 0;
        is_shortened(cell) || all_are && Self::zeros(cell) == Some(true)
    }
}
