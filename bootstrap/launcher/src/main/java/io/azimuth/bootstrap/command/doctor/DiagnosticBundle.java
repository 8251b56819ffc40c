package io.azimuth.bootstrap.command.doctor;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes texts as a {@code tar.gz} that its owner alone can read. Tar is the ustar format. */
final class DiagnosticBundle {

  private static final int BLOCK = 512;
  private static final int MAGIC_AT = 257;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE_AT = 156;

  private final Redaction redaction;
  private final Instant now;
  private final Map<String, String> files = new TreeMap<>();

  /** Creates an empty bundle. */
  DiagnosticBundle(Redaction redaction, Instant now) {
    this.redaction = redaction;
    this.now = now;
  }

  /** Adds a file; secrets are removed from its text. */
  void add(String name, String text) {
    files.put("azimuth-doctor/" + name, redaction.of(text));
  }

  /**
   * Writes the bundle into a new file.
   *
   * @throws ClientException if the file exists or cannot be written
   */
  void write(Path target) {
    try (OutputStream file =
            Channels.newOutputStream(
                Files.newByteChannel(
                    target,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    OwnerOnly.file()));
        GZIPOutputStream out = new GZIPOutputStream(file)) {
      for (Map.Entry<String, String> one : files.entrySet()) {
        byte[] content = one.getValue().getBytes(StandardCharsets.UTF_8);
        out.write(header(one.getKey(), content.length));
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
      }
      out.write(new byte[2 * BLOCK]);
    } catch (FileAlreadyExistsException e) {
      throw new ClientException(target + " exists already; name another file", e);
    } catch (IOException e) {
      throw new ClientException(target + " cannot be written", e);
    }
  }

  private byte[] header(String name, int size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000600\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "%011o\0".formatted(now.getEpochSecond()));
    put(header, CHECKSUM_AT, " ".repeat(CHECKSUM_LENGTH));
    put(header, TYPE_AT, "0");
    put(header, MAGIC_AT, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, CHECKSUM_AT, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
