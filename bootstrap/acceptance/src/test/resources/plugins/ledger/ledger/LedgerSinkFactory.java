package ledger;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.audit.AuditSink;
import io.azimuth.spi.audit.AuditSinkContext;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.spi.audit.AuditSinkOptions;
import java.nio.file.Path;
import java.util.Set;

/** Keeps lines in books: files of one directory. */
public final class LedgerSinkFactory implements AuditSinkFactory {

  @Override
  public String type() {
    return "ledger";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of("directory", "secret"));
    directory(settings);
  }

  private static Path directory(PluginSettings settings) {
    return settings
        .path("directory")
        .orElseThrow(() -> new InvalidSettingsException("directory", "is missing"));
  }

  @Override
  public AuditSink open(AuditSinkOptions device, AuditSinkContext context) {
    device.allowOnly(Set.of("book"));
    String book =
        device
            .text("book")
            .filter(name -> name.matches("[a-z0-9]+"))
            .orElseThrow(() -> RefusedException.invalid("book must be small letters and digits"));
    context.plugin().logger().info("the book {} is open", book);
    return new Ledger(directory(context.settings()).resolve(book + ".book"), context);
  }
}
