package com.example.credentials;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.SecretsEngineContext;
import io.azimuth.spi.SecretsEngineFactory;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Creates the secrets engine. The server finds it by {@code META-INF/services}. */
public final class AzureCredentialsFactory implements SecretsEngineFactory {

  private static final String AUTHORITY = "authority_host";
  private static final String GRAPH = "graph";
  private static final String CA_CERT = "ca_cert_file";

  /** For {@link java.util.ServiceLoader}. */
  public AzureCredentialsFactory() {}

  @Override
  public String type() {
    return AzureCredentials.TYPE;
  }

  @Override
  public void validate(PluginSettings settings) {
    settings.allowOnly(Set.of(AUTHORITY, GRAPH, CA_CERT));
    cloud(settings);
  }

  @Override
  public SecretsEngine create(PluginSettings settings, SecretsEngineContext context) {
    return new AzureCredentials(
        new Graph(cloud(settings), context.web(), context.plugin().clock()));
  }

  private static Graph.Cloud cloud(PluginSettings settings) {
    return new Graph.Cloud(
        address(settings, AUTHORITY, "https://login.microsoftonline.com/"),
        address(settings, GRAPH, "https://graph.microsoft.com/"),
        settings.path(CA_CERT).map(AzureCredentialsFactory::certificates));
  }

  private static String address(PluginSettings settings, String key, String usual) {
    String text = settings.text(key).orElse(usual);
    if (!text.endsWith("/") || !WebAddress.parse(text).isGood()) {
      throw new InvalidSettingsException(key, "must be an https address that ends in a slash");
    }
    return text;
  }

  private static TrustedCertificates certificates(Path file) {
    try {
      String pem = Files.readString(file);
      return TrustedCertificates.parse(pem).value().orElseThrow(IOException::new);
    } catch (IOException e) {
      throw new InvalidSettingsException(CA_CERT, "must be a file with PEM certificates");
    }
  }
}
