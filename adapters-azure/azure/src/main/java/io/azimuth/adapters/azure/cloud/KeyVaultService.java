package io.azimuth.adapters.azure.cloud;

import io.azimuth.spi.InvalidSettingsException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the vaults of a cloud are.
 *
 * @param address an https address with {@code {vault_name}} in the place of a vault's name
 * @param audience whom tokens for it are for, without a slash at its end
 */
public record KeyVaultService(String address, String audience) {

  private static final String NAME = "{vault_name}";
  private static final Pattern VAULT = Pattern.compile("[A-Za-z0-9](-?[A-Za-z0-9]){0,126}");
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,10}");

  public KeyVaultService {
    if (!address.startsWith("https://") || !address.contains(NAME)) {
      throw new InvalidSettingsException("key_vault", "must be like https://{vault_name}.host");
    }
    address = withoutSlash(address);
    audience = withoutSlash(audience);
  }

  /** The service whose vaults have hosts below that domain, such as {@code vault.azure.net}. */
  public static KeyVaultService below(String domain) {
    if (!DOMAIN.matcher(domain).matches()) {
      throw new InvalidSettingsException("resource", "must be a domain such as vault.azure.net");
    }
    String folded = domain.toLowerCase(Locale.ROOT);
    return new KeyVaultService("https://" + NAME + "." + folded, "https://" + folded);
  }

  /** The service of a vault whose whole host is known, such as {@code a.managedhsm.azure.net}. */
  public static KeyVaultService ofHost(String host) {
    int dot = host.indexOf('.');
    return below(host.substring(dot + 1));
  }

  /**
   * The address of a vault, without a slash at its end.
   *
   * @throws InvalidSettingsException when it cannot be the name of one
   */
  public URI vault(String name) {
    if (!VAULT.matcher(name).matches()) {
      throw new InvalidSettingsException(
          "vault_name", "must be letters, digits and single hyphens, or the host of a vault");
    }
    return URI.create(address.replace(NAME, name.toLowerCase(Locale.ROOT)));
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
