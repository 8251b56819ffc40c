package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.contract.SecretsEngineContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The engine keeps what the server relies on, and its own rule. */
class NotesTest extends SecretsEngineContract {

  @Override
  protected SecretsEngineFactory factory() {
    return new NotesFactory();
  }

  @Override
  protected PluginSettings settings() {
    return new PluginSettings(Map.of("max_length", "10"), Path.of("").toAbsolutePath());
  }

  @Override
  protected Sample sample() {
    return new Sample("note/greeting", Map.of("text", "hello"));
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    TestServer server = TestServer.with(factory(), settings());
    String root = server.initialize();
    TestServer.done(server.write(root, "sys/mounts/notes", Map.of("type", "notes")));

    assertThat(
            TestServer.refusal(server.write(root, "notes/note/a", Map.of("text", "12345678901"))))
        .satisfies(
            refusal -> assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST));
  }
}
