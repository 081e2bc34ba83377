//! A text as words: known ones as numbers with their classes, contracted ones
//! written out, mistyped ones put right.

pub mod inflect;
pub mod lexicon;
pub mod spelling;
pub mod split;
pub mod token;
