package io.azimuth.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.AboutAzure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the tables of {@code docs/evidence/security-tests.md} name exist. */
class DocumentedAdvisoriesTest {

  private static final Pattern ID =
      Pattern.compile("CVE-[0-9-]+|GHSA(-[0-9a-z]{4}){3}|HCSEC-[0-9-]+|Vault 2\\.2\\.2");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9]+Test)#([A-Za-z0-9]+)`");
  private static final int COLUMNS = 4;

  @Test
  @AboutAzure
  void everyRowNamesTestsThatExistAndNameItsIds() throws IOException {
    Map<String, String> sources = testSources();
    List<String> problems = new ArrayList<>();
    for (List<String> row : rows()) {
      problems.addAll(problemsOf(row, sources));
    }

    assertThat(rows()).hasSizeGreaterThan(20);
    assertThat(problems).isEmpty();
  }

  @Test
  void whatIsNotBuiltSaysSo() throws IOException {
    for (List<String> row : rows()) {
      boolean tested = TEST.matcher(row.get(2)).find();
      boolean notBuilt = row.get(1).startsWith("Not built");

      assertThat(tested).as(row.get(0)).isNotEqualTo(notBuilt);
    }
  }

  @Test
  void noAdvisoryStandsInTwoRows() throws IOException {
    List<String> ids = rows().stream().flatMap(row -> ids(row.get(0)).stream()).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  @AboutAzure
  void everyAttackNamesTestsThatExistOrSaysThatItStays() throws IOException {
    Map<String, String> sources = testSources();
    List<List<String>> attacks = attacks();

    assertThat(attacks).hasSizeGreaterThan(20);
    for (List<String> attack : attacks) {
      assertThat(problemsOf(attack, sources)).as(attack.get(0)).isEmpty();
      assertThat(TEST.matcher(attack.get(2)).find())
          .as(attack.get(0))
          .isNotEqualTo(attack.get(1).startsWith("Not changed"));
    }
  }

  private static List<List<String>> attacks() throws IOException {
    return page()
        .lines()
        .dropWhile(line -> !line.equals("## Attacks on this server"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Attack "))
        .map(DocumentedAdvisoriesTest::cells)
        .toList();
  }

  private static List<String> problemsOf(List<String> row, Map<String, String> sources) {
    List<String> problems = new ArrayList<>();
    StringBuilder named = new StringBuilder();
    Matcher test = TEST.matcher(row.get(2));
    while (test.find()) {
      String text = sources.getOrDefault(test.group(1), "");
      if (!text.contains(" " + test.group(2) + "(")) {
        problems.add("no test " + test.group());
      }
      named.append(text);
    }
    if (named.isEmpty()) {
      return problems;
    }
    for (String id : ids(row.get(0))) {
      if (!named.toString().contains(id)) {
        problems.add("no test of its row names " + id);
      }
    }
    return problems;
  }

  private static List<String> ids(String cell) {
    List<String> ids = new ArrayList<>();
    Matcher id = ID.matcher(cell);
    while (id.find()) {
      ids.add(id.group());
    }
    return ids;
  }

  private static List<List<String>> rows() throws IOException {
    return page()
        .lines()
        .filter(line -> line.startsWith("| ") && ID.matcher(line).find())
        .map(DocumentedAdvisoriesTest::cells)
        .toList();
  }

  private static String page() throws IOException {
    return Files.readString(
        Path.of("..", "..", "docs", "evidence", "security-tests.md"), StandardCharsets.UTF_8);
  }

  private static List<String> cells(String line) {
    List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    List<String> cells = parts.subList(1, parts.size() - 1);
    assertThat(cells).hasSize(COLUMNS);
    return cells;
  }

  private static Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> directories = Files.walk(Path.of("..", ".."), 7)) {
      for (Path tests : directories.filter(it -> it.endsWith("src/test/java")).toList()) {
        addSources(tests, sources);
      }
    }
    return sources;
  }

  // Two modules may have a class of this name, so both are checked.
  private static void addSources(Path root, Map<String, String> sources) throws IOException {
    List<Path> tests;
    try (Stream<Path> files = Files.walk(root)) {
      tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
    for (Path test : tests) {
      String name = test.getFileName().toString().replace(".java", "");
      sources.merge(name, Files.readString(test), String::concat);
    }
  }
}
