//! Texts and lists of them, as post-mortems hold them: most are words that thousands of
//! files say, so that whoever reads these can hold each once; a field is one pointer.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A text that is held once, however many have it.
pub type Text = arcstr::ArcStr;

/// The same of a list; it is its own once it is changed.
#[derive(Debug, Clone, Default)]
pub struct TextList(Option<Arc<Vec<Text>>>);

impl Deref for TextList {
    type Target = Vec<Text>;

    fn deref(&self) -> &Self::Target {
        const NONE: &Vec<Text> = &Vec::new();
        self.0.as_deref().unwrap_or(NONE)
    }
}

impl DerefMut for TextList {
    fn deref_mut(&mut self) -> &mut Self::Target {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl PartialEq for TextList {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for TextList {}

impl<T: Into<Text>> FromIterator<T> for TextList {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        Self(Some(Arc::new(texts.into_iter().map(Into::into).collect())))
    }
}
