package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.bootstrap.client.Sleeper;
import java.net.URI;

/** Fetches attested documents from the metadata service of a virtual machine. */
public final class MachineDocumentSource {

  private static final String VERSION = "2020-09-01";

  private final URI address;
  private final MetadataService service;

  /** Creates a source that uses the service at this address. */
  public MachineDocumentSource(URI address, Sleeper pause) {
    this.address =
        URI.create(address.toString().replaceAll("/+$", "") + "/metadata/attested/document");
    this.service = new MetadataService(pause);
  }

  /**
   * The signed document with that nonce, in Base64. Blocks.
   *
   * @throws ClientException if there is none
   */
  public String fetch(String nonce) {
    HttpExchange.Answer answer =
        service.ask(
            new MetadataService.Question(address)
                .query("api-version", VERSION)
                .query("nonce", nonce)
                .header("Metadata", "true"));
    if (answer.status() != 200) {
      throw new ClientException("the metadata service answered " + answer.status());
    }
    return ApiReply.text(TokenAnswer.object(answer), "signature")
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () -> new ClientException("the metadata service gave an answer without a signature"));
  }
}
