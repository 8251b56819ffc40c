package io.azimuth.bootstrap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the distribution are complete, and so are the licences of what it brings. */
final class PackedDocumentsIT {

  private static final Path DISTRIBUTION = Path.of("../target/azimuth");

  @Test
  void everyLinkLeadsToAFileOfTheDistribution() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = documents();
    for (Path page : pages) {
      Matcher link = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)").matcher(text(page));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(page + ": " + link.group(1));
        }
      }
    }

    assertThat(pages).hasSizeGreaterThan(25);
    assertThat(broken).isEmpty();
  }

  /** The comments of the samples and the texts of the commands send the reader to these pages. */
  @Test
  void everyPageThatAFileNamesIsThere() throws IOException {
    List<Path> files = documents();
    try (Stream<Path> others = Files.walk(DISTRIBUTION.resolve("packaging"))) {
      others.filter(Files::isRegularFile).forEach(files::add);
    }
    files.add(DISTRIBUTION.resolve("conf/azimuth.hcl"));
    for (String module : List.of("runtime", "client", "server", "launcher")) {
      try (Stream<Path> sources = Files.walk(Path.of("..", module, "src/main"))) {
        sources.filter(it -> it.toString().matches(".*\\.(java|txt)")).forEach(files::add);
      }
    }
    List<String> missing = new ArrayList<>();
    for (Path file : files) {
      Matcher page = Pattern.compile("\\bdocs/(?:[a-z-]+/)*[a-z-]+\\.md").matcher(text(file));
      while (page.find()) {
        if (!Files.exists(DISTRIBUTION.resolve(page.group()))) {
          missing.add(file + ": " + page.group());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyJarOfOthersIsListedUnderALicenceWhoseTextIsThere() throws IOException {
    String list = text(DISTRIBUTION.resolve("THIRD-PARTY.txt"));
    try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve("lib"))) {
      for (Path jar :
          jars.filter(it -> !it.getFileName().toString().startsWith("azimuth")).toList()) {
        assertThat(list).contains(":" + DependencyList.artifactOf(jar) + " ");
      }
    }
    Matcher licence = Pattern.compile("(?m)^ {4}([^ *].*):$").matcher(list);
    List<String> licences = licence.results().map(it -> it.group(1)).toList();
    assertThat(licences).contains("Apache-2.0", "MIT");
    for (String name : licences) {
      // LICENSE is ours and theirs; what is in the public domain has none.
      assertThat(name.matches("Apache-2.0|Public Domain") || Files.exists(textOf(name)))
          .as(name)
          .isTrue();
    }
  }

  private static Path textOf(String licence) {
    return DISTRIBUTION.resolve("licenses/" + licence + ".txt");
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
      return new ArrayList<>(files.filter(it -> it.toString().endsWith(".md")).toList());
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
