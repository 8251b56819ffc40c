package io.azimuth.bootstrap.command.azure;

import io.azimuth.azure.roletest.CaseResult;
import io.azimuth.azure.roletest.CaseResult.Difference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results in the XML that JUnit made common: a suite for each file. */
final class JunitReport {

  private static final String SUITE = "testsuite";
  private static final String CASE = "testcase";
  private static final String NAME = "name";

  private final XMLStreamWriter xml;

  private JunitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes the file.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  static void write(Path to, List<RoleTestResults> files) {
    try (OutputStream out = Files.newOutputStream(to)) {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      new JunitReport(xml).suites(files);
      xml.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException("the XML cannot be written", e));
    }
  }

  private void suites(List<RoleTestResults> files) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeStartElement("testsuites");
    for (RoleTestResults file : files) {
      suite(file);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void suite(RoleTestResults file) throws XMLStreamException {
    boolean broken = !file.problems().isEmpty();
    xml.writeStartElement(SUITE);
    attribute(NAME, file.file().toString());
    attribute("tests", Integer.toString(broken ? 1 : file.cases().size()));
    attribute("failures", Long.toString(file.failures()));
    attribute("errors", broken ? "1" : "0");
    attribute("skipped", "0");
    if (broken) {
      broken(file);
    }
    for (CaseResult result : file.cases()) {
      testCase(file, result);
    }
    xml.writeEndElement();
  }

  /** A file that cannot be run must not look like one without cases. */
  private void broken(RoleTestResults file) throws XMLStreamException {
    xml.writeStartElement(CASE);
    attribute("classname", file.file().toString());
    attribute(NAME, "the file can be read");
    xml.writeStartElement("error");
    attribute("message", file.problems().get(0).message());
    xml.writeCharacters(
        clean(
            file.problems().stream()
                .map(problem -> "line " + problem.line() + ": " + problem.message())
                .collect(Collectors.joining("\n"))));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void testCase(RoleTestResults file, CaseResult result) throws XMLStreamException {
    xml.writeStartElement(CASE);
    attribute("classname", file.file().toString());
    attribute(NAME, result.name());
    attribute("file", file.file().toString());
    attribute("line", Integer.toString(result.line()));
    if (!result.passed()) {
      xml.writeStartElement("failure");
      attribute("message", result.differences().get(0).toString());
      xml.writeCharacters(
          clean(
              result.differences().stream()
                  .map(Difference::toString)
                  .collect(Collectors.joining("\n"))));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** XML 1.0 has no way to write some characters; the writer escapes all others. */
  private static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    text.codePoints().forEach(point -> cleaned.appendCodePoint(isOfXml(point) ? point : 0xFFFD));
    return cleaned.toString();
  }

  private static boolean isOfXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
