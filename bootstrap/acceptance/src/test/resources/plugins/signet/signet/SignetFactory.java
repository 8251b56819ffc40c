package signet;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.seal.Seal;
import io.azimuth.spi.seal.SealContext;
import io.azimuth.spi.seal.SealFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A seal whose keys are made of phrases: good enough for tests, and for nothing else. */
public final class SignetFactory implements SealFactory {

  private static final Set<String> KEYS =
      Set.of("name", "phrase", "old_name", "old_phrase", "fault_file");

  @Override
  public String type() {
    return "signet";
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(KEYS);
    if (required(settings, "phrase").length() < 16) {
      throw new InvalidSettingsException("phrase", "must have at least 16 characters");
    }
    required(settings, "name");
  }

  private static String required(PluginSettings settings, String key) {
    return settings
        .text(key)
        .orElseThrow(() -> new InvalidSettingsException(key, "is missing"));
  }

  @Override
  public Seal create(PluginSettings settings, SealContext context) {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    String name = required(settings, "name");
    keys.put(name, key(required(settings, "phrase")));
    settings
        .text("old_name")
        .ifPresent(old -> keys.putIfAbsent(old, key(required(settings, "old_phrase"))));
    return new Signet(name, keys, settings.path("fault_file"), context);
  }

  private static byte[] key(String phrase) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(phrase.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
