package ledger;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.audit.AuditSink;
import io.azimuth.spi.audit.AuditSinkContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Appends lines to a file. A file beside it with the ending .fault says how to fail. */
final class Ledger implements AuditSink {

  private final Path book;
  private final AuditSinkContext context;

  Ledger(Path book, AuditSinkContext context) {
    this.book = book;
    this.context = context;
  }

  @Override
  public void write(List<byte[]> lines) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      whole.writeBytes(line);
      whole.write('\n');
    }
    try {
      failIfAsked();
      Files.write(
          book, whole.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ServiceException(ErrorCode.AUDIT_FAILED, "the book cannot be written", e);
    }
  }

  private void failIfAsked() throws IOException {
    switch (fault()) {
      case "service" -> throw new ServiceException(ErrorCode.AUDIT_FAILED, "the book is full");
      case "runtime" ->
          throw new IllegalStateException(context.settings().text("secret").orElse(""));
      case "link" -> throw new NoClassDefFoundError("ledger/Missing");
      case "deaf" -> hang();
      default -> {}
    }
  }

  private String fault() throws IOException {
    Path fault = book.resolveSibling(book.getFileName() + ".fault");
    return Files.exists(fault) ? Files.readString(fault) : "";
  }

  // Also when it is interrupted.
  private void hang() throws IOException {
    while (fault().equals("deaf")) {
      LockSupport.parkNanos(20_000_000);
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    context.plugin().logger().info("the book {} is closed", book.getFileName());
  }
}
