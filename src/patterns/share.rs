//! `n` of `of`: how many post-mortems dropped a ball, of those that could have.

/// Never more than `of`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub n: usize,
    pub of: usize,
}

impl Share {
    pub const fn new(n: usize, of: usize) -> Self {
        Self { n, of }
    }

    /// Without some that are among them.
    pub(super) const fn minus(self, other: Self) -> Self {
        Self {
            n: self.n.saturating_sub(other.n),
            of: self.of.saturating_sub(other.of),
        }
    }

    /// Those that could have and did not.
    pub(super) const fn rest(self) -> usize {
        self.of.saturating_sub(self.n)
    }
}
