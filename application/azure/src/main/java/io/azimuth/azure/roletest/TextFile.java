package io.azimuth.azure.roletest;

import io.azimuth.domain.text.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files of text, within a limit. */
final class TextFile {

  private static final int MAX_BYTES = 1 << 20;

  private TextFile() {}

  /** The content, or why it cannot be had. */
  static Checked<String> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? Checked.problem("the file " + file + " is larger than 1 MiB")
          : Checked.of(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Checked.problem("the file " + file + " is not UTF-8");
    } catch (NoSuchFileException e) {
      return Checked.problem("the file " + file + " does not exist");
    } catch (IOException e) {
      return Checked.problem("the file " + file + " cannot be read");
    }
  }

  /** The file of that name as seen from beside another one. */
  static Optional<Path> beside(Path other, String name) {
    try {
      return Optional.of(other.resolveSibling(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
