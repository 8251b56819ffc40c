package io.azimuth.bootstrap.configfile;

import io.azimuth.domain.hcl.Hcl;
import io.azimuth.domain.hcl.HclBody;
import io.azimuth.domain.hcl.HclSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a configuration file. */
public final class ConfigText {

  private static final int MAX_BYTES = 1 << 20;

  private ConfigText() {}

  /**
   * Reads the file: as JSON if its name ends in {@code .json}, or else as HCL.
   *
   * @return empty if it cannot be read; the problems then have an error
   */
  public static Optional<HclBody> parse(Path file, ConfigProblems problems) {
    Optional<String> text = text(file, problems);
    try {
      return text.map(
          content ->
              file.toString().endsWith(".json") ? Hcl.parseJson(content) : Hcl.parse(content));
    } catch (HclSyntaxException e) {
      problems.error(e.position().line(), "column " + e.position().column() + ": " + e.sentence());
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file, ConfigProblems problems) {
    Optional<String> unreadable = FileCheck.unreadable(file);
    if (unreadable.isPresent()) {
      problems.error(0, unreadable.get());
      return Optional.empty();
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        problems.error(0, "the file is larger than 1 MiB");
        return Optional.empty();
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problems.error(0, "the file is not UTF-8");
    } catch (IOException e) {
      problems.error(0, "the file cannot be read");
    }
    return Optional.empty();
  }
}
