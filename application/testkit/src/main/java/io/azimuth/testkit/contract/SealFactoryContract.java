package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.metrics.NoMetrics;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.seal.SealContext;
import io.azimuth.spi.seal.SealFactory;
import io.azimuth.testkit.fake.MutableClock;
import io.azimuth.testkit.fake.SequentialSecrets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/**
 * The contract of every seal of a plugin; a subclass supplies its factory, and the settings that
 * name a key.
 */
public abstract class SealFactoryContract extends SealContract {

  private static final Set<String> OF_THE_SERVER = Set.of("shamir", "static", "azurekeyvault");

  private final SequentialSecrets secrets = new SequentialSecrets();

  /** The one way to make it. */
  protected SealFactoryContract() {}

  /** The factory under test. */
  protected abstract SealFactory factory();

  /**
   * The settings of a seal with that wrapping key; where another system has the key, of another key
   * for each.
   */
  protected abstract PluginSettings settings(SecretBytes key);

  @Override
  protected final Seal seal(SecretBytes key) {
    return factory()
        .create(
            settings(key),
            new SealContext(
                new PluginContext(new MutableClock(Instant.EPOCH), NOPLogger.NOP_LOGGER),
                secrets,
                new NoMetrics()));
  }

  @Test
  void itsTypeIsANameThatTheServerDoesNotHave() {
    assertThat(factory().type())
        .matches("[a-z][a-z0-9_-]{0,62}")
        .isNotIn(OF_THE_SERVER)
        .isEqualTo(seal(KEY).type());
  }

  @Test
  void itAcceptsItsSettingsAndRefusesAnUnknownKey() {
    PluginSettings settings = settings(KEY);
    factory().validate(settings);
    Map<String, String> more = new HashMap<>(settings.values());
    more.put("nobody-knows", "this");

    assertThatThrownBy(() -> factory().validate(new PluginSettings(more, settings.directory())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith("nobody-knows: ");
  }

  @Test
  void whatItWrapsFitsIntoItsRecord() {
    assertThat(seal(KEY).wrap(ROOT_KEY)).hasSizeBetween(ROOT_KEY.length, 16 * 1024);
  }
}
