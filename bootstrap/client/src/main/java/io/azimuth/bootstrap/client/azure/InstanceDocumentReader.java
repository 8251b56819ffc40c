package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the names of a machine from its instance document. A login works without them. */
final class InstanceDocumentReader {

  private final MetadataService service;
  private final URI address;
  private final String version;

  InstanceDocumentReader(MetadataService service, URI address, String version) {
    this.service = service;
    this.address = address;
    this.version = version;
  }

  /** The token with the names; if they cannot be read, with a warning instead. */
  AzureToken withNames(SecretText jwt, Function<Value.Obj, Map<String, String>> reading) {
    try {
      HttpExchange.Answer answer =
          service.ask(
              new MetadataService.Question(address)
                  .query("api-version", version)
                  .header("Metadata", "true"));
      Value compute = TokenAnswer.object(answer).get("compute").orElse(Value.NULL);
      if (answer.status() == 200 && compute instanceof Value.Obj members) {
        return AzureToken.of(jwt, reading.apply(members)).of(InstanceNames.instance(members));
      }
      return without(jwt, "the instance document could not be read: status " + answer.status());
    } catch (ClientException e) {
      return without(jwt, "the instance document could not be read: " + e.sentence());
    }
  }

  private static AzureToken without(SecretText jwt, String warning) {
    List<String> warnings = List.of(warning + "; logging in without names");
    return new AzureToken(jwt, Map.of(), warnings, Optional.empty(), Optional.empty());
  }
}
