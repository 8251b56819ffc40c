package io.azimuth.adapters.storage.audit;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import java.io.IOException;
import java.util.Optional;

/** Prints records to the standard output, for log collectors. */
final class OutputAuditDevice implements AuditDevice {

  private final String name;
  private final StandardOutput output;

  OutputAuditDevice(String name, StandardOutput output) {
    this.name = name;
    this.output = output;
  }

  @Override
  public void write(Value.Obj auditRecord) {
    try {
      output.write(JsonLine.of(auditRecord));
    } catch (IOException e) {
      throw new ServiceException(
          ErrorCode.AUDIT_FAILED,
          "the standard output of audit device "
              + name
              + " cannot be written"
              + FileErrorText.suffix(e),
          e);
    }
  }

  @Override
  public Optional<String> reopen() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
