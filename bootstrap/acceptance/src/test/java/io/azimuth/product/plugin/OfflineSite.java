package io.azimuth.product.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site that cannot reach Azure: a plugin knows its machines, and a file has the keys, which are
 * those of the simulated Azure.
 *
 * @param directory of the configuration; the builder of the server puts {@code ca.pem} there
 */
record OfflineSite(Path directory) {

  private static final Pattern AUTHORITY = Pattern.compile("authority_host\\s*= \"([^\"]+)\"");

  /**
   * The block of the configuration. Nothing listens at its addresses.
   *
   * @param services the type of the plugin
   * @param lab the block of the simulated Azure
   */
  String block(String services, String lab) {
    Matcher authority = AUTHORITY.matcher(lab);
    assertThat(authority.find()).isTrue();
    URI keys = URI.create(authority.group(1)).resolve("/" + AzureMount.TENANT + "/discovery/keys");
    try {
      Files.writeString(directory.resolve("published.json"), fetch(keys));
      publish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return """
    cloud "site" {
      authority_host = "https://127.0.0.1:1/"
      issuers        = ["https://sts.windows.net/{tenant_id}/", "https://login.microsoftonline.com/{tenant_id}/v2.0"]
      services       = "%s"
      keys_file      = "keys.json"
    }
    """
        .formatted(services);
  }

  /** Puts the keys of the simulated Azure into the file. */
  void publish() throws IOException {
    Files.writeString(
        directory.resolve("keys.json"), Files.readString(directory.resolve("published.json")));
  }

  private String fetch(URI keys) throws IOException {
    try {
      return HttpClient.newBuilder()
          .sslContext(TlsFixture.trusting(directory.resolve("ca.pem")))
          .build()
          .send(HttpRequest.newBuilder(keys).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
