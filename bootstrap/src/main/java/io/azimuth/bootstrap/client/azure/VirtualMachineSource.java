package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;

/** The metadata service of virtual machines and scale sets (spec azure 4.1, 4.2). */
public final class VirtualMachineSource implements AzureTokenSource {

  /** Where it is on every machine in Azure. */
  public static final String ADDRESS = "http://169.254.169.254";

  private static final String TOKEN_VERSION = "2018-02-01";
  private static final String INSTANCE_VERSION = "2021-02-01";

  private final String base;
  private final MetadataService service;

  /** The service at this address. */
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

  /** What to say when nobody answers there. */
  public static ClientException notHere(ClientException e) {
    return new ClientException(
        e.sentence() + " (is this a machine in Azure? --source names other ways to a token)", e);
  }
}
