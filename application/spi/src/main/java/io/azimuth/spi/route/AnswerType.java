package io.azimuth.spi.route;

/** The type of a member of an answer, as descriptions of the API name it. */
public enum AnswerType {
  /** A text. */
  TEXT,
  /** A moment, as a text of RFC 3339. */
  TIME,
  /** A whole number. */
  NUMBER,
  /** A number that may have a fraction. */
  DECIMAL,
  /** True or false. */
  FLAG,
  /** A duration in whole seconds. */
  SECONDS,
  /** Texts as a list. */
  TEXTS,
  /** Whole numbers as a list. */
  NUMBERS,
  /** Texts by key. */
  PAIRS,
  /** An object with these members; without any, of any shape. */
  OBJECT,
  /** Objects with these members as a list. */
  OBJECTS,
  /** Objects with these members by name. */
  OBJECTS_BY_NAME
}
