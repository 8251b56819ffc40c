package io.azimuth.product.plugin;

import io.azimuth.bootstrap.plugin.PinnedJars;
import io.azimuth.bootstrap.plugin.PluginCatalog;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.seal.SealFactory;
import io.azimuth.testkit.contract.SealFactoryContract;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The seal of a jar keeps the contract. */
@Tag("javac")
class SignetContractTest extends SealFactoryContract {

  @TempDir private static Path jars;
  @TempDir private static Path scratch;
  private static PluginCatalog catalog;

  @BeforeAll
  static void load() throws Exception {
    PluginBuild.signet(jars, scratch);
    catalog = PluginCatalog.load(Optional.of(jars), PinnedJars.NONE);
  }

  @AfterAll
  static void close() {
    catalog.close();
  }

  @Override
  protected SealFactory factory() {
    return catalog.seal("signet").orElseThrow().factory();
  }

  @Override
  protected PluginSettings settings(SecretBytes key) {
    String phrase = HexFormat.of().formatHex(key.expose());
    return new PluginSettings(Map.of("name", phrase.substring(0, 8), "phrase", phrase), scratch);
  }
}
