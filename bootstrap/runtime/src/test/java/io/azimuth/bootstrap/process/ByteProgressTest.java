package io.azimuth.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteProgressTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String shown(boolean watched, long total, int size) throws IOException {
    Console console = new Console(OutputStream.nullOutputStream(), err, watched);
    try (ByteProgress progress = ByteProgress.on(console, "saving", total);
        InputStream in = progress.over(new ByteArrayInputStream(new byte[size]))) {
      assertThat(in.readAllBytes()).hasSize(size);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void personSeesOneLineThatDisappears() throws IOException {
    assertThat(shown(true, 4 << 20, 2 << 20))
        .contains("\r\u001b[Ksaving: 1 MiB, 2", "saving: 2 MiB, 50 %")
        .endsWith("\r\u001b[K")
        .doesNotContain("\n");
  }

  @Test
  void unknownTotalHasNoShare() throws IOException {
    assertThat(shown(true, 0, 1 << 20)).contains("saving: 1 MiB").doesNotContain("%");
  }

  @Test
  void nothingIsShownToNobodyOrForLittle() throws IOException {
    assertThat(shown(false, 0, 3 << 20)).isEmpty();
    assertThat(shown(true, 0, 1000)).isEmpty();
  }
}
