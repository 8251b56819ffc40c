package io.azimuth.bootstrap.command.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.browser.Browser;
import io.azimuth.bootstrap.client.input.StandardInput;
import io.azimuth.bootstrap.command.client.session.ClientContext;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditFindCommandTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What is appended to the file in each pause of the command; then it is interrupted. */
  private final Deque<String> later = new ArrayDeque<>();

  private static String line(String time, String path) {
    return "{\"time\":\"%s\",\"type\":\"response\",\"request\":{\"path\":\"%s\"}}\n"
        .formatted(time, path);
  }

  private int find(String input, String... arguments) {
    ClientContext context =
        new ClientContext(
            new Console(out, err),
            Environment.of(Map.of()),
            StandardInput.of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))),
            duration -> pause(),
            Browser.NONE);
    return new CommandLine(new AuditFindCommand(context, config -> directory, CLOCK))
        .execute(arguments);
  }

  private void pause() throws InterruptedException {
    if (later.isEmpty()) {
      throw new InterruptedException();
    }
    try {
      Files.writeString(log(), later.remove(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return directory.resolve("audit.log");
  }

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void followsUntilItIsInterrupted() throws IOException {
    Files.writeString(log(), line("2026-11-27T09:00:00Z", "old"));
    later.add(line("2026-11-27T12:00:01Z", "one"));
    later.add(line("2026-11-27T12:00:02Z", "two"));

    int exit = find("", "--follow", "--since=2h", log().toString());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(exit).isZero();
    assertThat(printed()).hasSize(4);
    assertThat(printed().get(2)).startsWith("2026-11-27T12:00:01Z  granted").contains("one");
    assertThat(printed().get(3)).contains("two");
  }

  @Test
  void readsStandardInputOfAnySizeAndPrintsLinesOfJsonOrYaml() {
    String one = line("2026-11-27T11:00:00Z", "a/\u009bx");

    assertThat(find(one.repeat(3), "--format=json", "-")).isZero();
    assertThat(printed()).hasSize(3).containsOnly(one.strip().replace("\u009b", "\\u009b"));
    out.reset();
    assertThat(find(one, "--format=yaml", "-")).isZero();
    assertThat(printed()).startsWith("---").contains("  path: \"a/\\u009bx\"");
  }

  @Test
  void manyRowsFollowTheFirstOnes() {
    assertThat(find(line("2026-11-27T11:00:00Z", "x").repeat(1_200), "-")).isZero();

    assertThat(printed()).hasSize(1_202);
    assertThat(printed().get(1_201)).isEqualTo(printed().get(2));
  }

  @Test
  void valuesAboveTheMostAreCountedTogether() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < EntryCount.MOST + 5; i++) {
      lines.append(line("2026-11-27T11:00:00Z", "p" + i));
    }

    assertThat(find(lines.toString(), "--count-by=path", "-")).isZero();

    assertThat(printed().get(2)).matches("5 +\\(others\\)");
  }
}
