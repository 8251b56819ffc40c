package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;

/** Fetches tokens from the metadata service of a virtual machine or a scale set instance. */
public final class VirtualMachineSource implements AzureTokenSource {

  /** The address of the service on every machine in Azure. */
  public static final String ADDRESS = "http://169.254.169.254";

  private static final String TOKEN_VERSION = "2018-02-01";
  private static final String INSTANCE_VERSION = "2021-02-01";

  private final String base;
  private final MetadataService service;

  /** Creates a source that uses the service at this address. */
  public VirtualMachineSource(URI address, Sleeper pause) {
    this.base = address.toString().replaceAll("/+$", "");
    this.service = new MetadataService(pause);
  }

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    SecretText jwt = TokenAnswer.read(service.ask(question(order)), "the metadata service");
    URI instance = URI.create(base + "/metadata/instance");
    return new InstanceDocumentReader(service, instance, INSTANCE_VERSION)
        .withNames(jwt, InstanceNames::ofMachine);
  }

  private MetadataService.Question question(AzureTokenRequest order) {
    MetadataService.Question question =
        new MetadataService.Question(URI.create(base + "/metadata/identity/oauth2/token"))
            .query("api-version", TOKEN_VERSION)
            .query("resource", order.resource())
            .header("Metadata", "true");
    IdentityParameters.METADATA.add(order.identity(), question);
    return question;
  }

  /** The error if no service responds at the address. */
  public static ClientException notHere(ClientException e) {
    return new ClientException(
        e.sentence() + " (is this a machine in Azure? --source names other ways to a token)", e);
  }
}
