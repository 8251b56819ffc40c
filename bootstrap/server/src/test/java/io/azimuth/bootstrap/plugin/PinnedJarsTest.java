package io.azimuth.bootstrap.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.config.file.ConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedJarsTest {

  @Test
  void theConfigurationFileTakesThePrintedBlock(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("plugins"));
    JarChecksum sum = JarChecksum.of("0a".repeat(32)).orElseThrow();
    List<String> block =
        PinnedJars.block(List.of(new PluginJar("badge-1.0.jar", sum, Optional.of("1.0"))));

    String file =
        ConfigFiles.MINIMUM + "plugin_directory = \"plugins\"\n" + String.join("\n", block) + "\n";

    assertThat(new ConfigFiles(directory).good(file).directories().pinned())
        .isEqualTo(new PinnedJars(Map.of("badge-1.0.jar", sum)));
    assertThat(PinnedJars.block(List.of())).isEmpty();
  }
}
