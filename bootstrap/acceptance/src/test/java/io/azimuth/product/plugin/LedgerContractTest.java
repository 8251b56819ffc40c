package io.azimuth.product.plugin;

import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.audit.AuditSinkFactory;
import io.azimuth.testkit.contract.AuditSinkContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The audit device of a jar keeps the contract. */
@Tag("javac")
class LedgerContractTest extends AuditSinkContract {

  @TempDir private static Path jars;
  @TempDir private static Path scratch;
  private static PluginCatalog catalog;

  @TempDir private Path directory;

  @BeforeAll
  static void load() throws Exception {
    PluginBuild.ledger(jars, scratch);
    catalog = PluginCatalog.load(Optional.of(jars), PinnedJars.NONE);
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  @Override
  protected AuditSinkFactory factory() {
    return catalog.auditSinks().iterator().next().factory();
  }

  @Override
  protected PluginSettings settings() {
    return new PluginSettings(Map.of("directory", "."), directory);
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("book", "main");
  }

  @Override
  protected List<String> lines(int count) throws IOException {
    return Files.readAllLines(directory.resolve("main.book"));
  }

  @Override
  protected void failing(boolean fails) throws IOException {
    Path fault = directory.resolve("main.book.fault");
    if (fails) {
      Files.writeString(fault, "service");
    } else {
      Files.delete(fault);
    }
  }
}
