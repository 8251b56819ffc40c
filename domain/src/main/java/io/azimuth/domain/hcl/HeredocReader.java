package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code <<MARKER} and {@code <<-MARKER}. The text ends with the line feed before the closing
 * marker and has no escapes. In the second form the closing marker's indentation is taken off each
 * line.
 */
final class HeredocReader {

  private final SourceText source;
  private final Position opening;

  HeredocReader(SourceText source) {
    this.source = source;
    this.opening = source.position();
  }

  String read() {
    source.skip(2);
    boolean indented = source.skipIf('-');
    String marker = withoutReturn(source.restOfLine());
    if (!isMarker(marker)) {
      throw new HclSyntaxException(
          opening, "after << comes a marker of letters, digits and _ and then a new line");
    }
    List<String> lines = new ArrayList<>();
    while (!source.atEnd()) {
      source.next();
      int lineNumber = source.line();
      String line = source.restOfLine();
      int indent = indented ? indentOf(line) : 0;
      if (isClosing(line, indent, marker)) {
        return join(lines, line.substring(0, indent), lineNumber - lines.size());
      }
      lines.add(line);
    }
    throw new HclSyntaxException(
        opening, "the text is not closed: its marker must stand alone on a line");
  }

  private static boolean isClosing(String line, int indent, String marker) {
    return line.startsWith(marker, indent)
        && withoutReturn(line).length() == indent + marker.length();
  }

  private static String join(List<String> lines, String indent, int firstLine) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(indent)) {
        text.append(line, indent.length(), line.length());
      } else if (!line.isBlank()) {
        throw new HclSyntaxException(
            new Position(firstLine + i, 1), "the line is indented less than the closing marker");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static int indentOf(String line) {
    int indent = 0;
    while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
      indent++;
    }
    return indent;
  }

  private static boolean isMarker(String marker) {
    for (int i = 0; i < marker.length(); i++) {
      if (!Identifiers.isLetter(marker.charAt(i)) && !Identifiers.isDigit(marker.charAt(i))) {
        return false;
      }
    }
    return !marker.isEmpty() && Identifiers.isLetter(marker.charAt(0));
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
