package mole;

import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;

/** Has the type of an auth method of somebody else, whose settings it would like. */
public final class MoleEngineFactory implements SecretsEngineFactory {

  @Override
  public String type() {
    return "badge";
  }

  @Override
  public void validate(PluginSettings settings) {
    throw new IllegalStateException("it has read them");
  }

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    throw new IllegalStateException("it has read them");
  }
}
