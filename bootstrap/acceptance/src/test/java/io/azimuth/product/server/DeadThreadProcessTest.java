package io.azimuth.product.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.lab.TemporaryServerFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server in its own JVM one of whose threads breaks. */
@Tag("slow")
@Timeout(180)
final class DeadThreadProcessTest {

  private static final int THREAD_DIED = 70;
  private static final int OUT_OF_MEMORY = 3;

  private TemporaryServerFiles files;
  private Process process;
  private BufferedReader lines;
  private final List<String> log = new ArrayList<>();
  private String address = "";

  @BeforeEach
  void makeFiles() throws IOException {
    files = TemporaryServerFiles.create();
    Files.createFile(files.directory().resolve("cloud.hcl")); // Azure is not needed
  }

  @AfterEach
  void end() throws Exception {
    process.destroyForcibly().waitFor();
    files.close();
  }

  @Test
  void anEssentialThreadEndsTheProcessWithAClearLastLine() throws Exception {
    start("essential", List.of());

    breakIt();

    assertThat(exitCode()).isEqualTo(THREAD_DIED);
    assertThat(log).anyMatch(line -> line.contains("the thread planned-writer cannot go on"));
    assertThat(log.get(log.size() - 1))
        .endsWith("the server ends with code 70 and must be started again");
  }

  @Test
  void anotherThreadIsLoggedAndTheServerGoesOn() throws Exception {
    start("other", List.of());

    breakIt();
    readUntil("the thread planned-other died");

    assertThat(status("/v1/sys/health")).isEqualTo(501);
  }

  @Test
  void memoryThatRunsOutEndsTheProcess() throws Exception {
    start("memory", List.of());

    breakIt();

    assertThat(exitCode()).isEqualTo(OUT_OF_MEMORY);
  }

  @Test
  void theOptionOfTheStartScriptEndsItAtOnceAndSaysSo() throws Exception {
    start("memory", List.of("-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr"));

    breakIt();

    assertThat(exitCode()).isEqualTo(OUT_OF_MEMORY);
    assertThat(log.get(log.size() - 1)).startsWith("Terminating due to java.lang.OutOfMemoryError");
  }

  @Test
  void aShutdownHookThatHangsDoesNotKeepTheProcess() throws Exception {
    start("hook", List.of());

    process.toHandle().destroy(); // leaves the streams open

    assertThat(exitCode()).isZero();
  }

  private void start(String fault, List<String> options) throws IOException {
    Path config = files.writeConfig("127.0.0.1:0", TemporaryServerFiles.ON_DISK);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx96m"));
    command.addAll(options);
    command.addAll(PackedClasses.options());
    command.addAll(List.of(FaultyServer.class.getName(), fault));
    command.addAll(List.of("server", "--config", config.toString()));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    lines = process.inputReader(StandardCharsets.UTF_8);
    String line = readUntil("listening on ");
    address = "http://" + line.substring(line.indexOf("listening on ") + 13).trim();
  }

  private String readUntil(String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      log.add(line);
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("no \"" + text + "\" in\n" + String.join("\n", log));
  }

  private void breakIt() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private int exitCode() throws Exception {
    log.addAll(lines.lines().toList());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private int status(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
