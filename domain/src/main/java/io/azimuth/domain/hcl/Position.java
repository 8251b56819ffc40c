package io.azimuth.domain.hcl;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units; a tab is one
 */
public record Position(int line, int column) {

  /** Refuses anything below line 1, column 1. */
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("a position starts at line 1, column 1");
    }
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
