package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.client.key.CertificationRequest;
import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches tokens that are bound to a key of this machine: the second version of the metadata
 * service (IMDSv2) certifies the key, and the sign-in service gives the token over mutual TLS. The
 * protocol is that of Microsoft's libraries for managed identities.
 */
public final class CertifiedMachineSource implements AzureTokenSource {

  private static final String VERSION = "2.0";
  private static final String INSTANCE_VERSION = "2021-02-01";
  private static final int KEY_BITS = 2_048;
  private static final String SERVICE = "the metadata service";

  private final String base;
  private final MetadataService service;
  private final TlsSettings signIn;

  /**
   * Creates a source that uses the service at this address.
   *
   * @param signIn the TLS settings for the sign-in service
   */
  public CertifiedMachineSource(URI address, Sleeper pause, TlsSettings signIn) {
    this.base = address.toString().replaceAll("/+$", "");
    this.service = new MetadataService(pause);
    this.signIn = signIn;
  }

  /** What a machine needs for a token: its key with the certificate, and where it goes with it. */
  private record Credential(ClientKey key, String clientId, URI endpoint) {}

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    Value.Obj platform = platform(order);
    Credential credential = certified(order, platform);
    SecretText jwt = token(order, credential);
    URI instance = URI.create(base + "/metadata/instance");
    return new InstanceDocumentReader(service, instance, INSTANCE_VERSION)
        .withNames(jwt, InstanceNames::ofMachine)
        .boundTo(credential.key());
  }

  private Value.Obj platform(AzureTokenRequest order) {
    HttpExchange.Answer answer = recognised(question("getplatformmetadata", order).mayBeAbsent());
    boolean known =
        answer.headers().firstValue("Server").filter(it -> it.contains("IMDS/")).isPresent();
    if (answer.status() == 404 || !known) {
      throw new ClientException(
          SERVICE
              + " does not certify keys of this machine (IMDSv2): it answered "
              + answer.status()
              + "; --source=vm fetches a token that is not bound to a key");
    }
    return TokenAnswer.members(answer, SERVICE);
  }

  private HttpExchange.Answer recognised(MetadataService.Question question) {
    try {
      return service.ask(question);
    } catch (ClientException e) {
      throw VirtualMachineSource.notHere(e);
    }
  }

  private Credential certified(AzureTokenRequest order, Value.Obj platform) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      KeyPair pair = generator.generateKeyPair();
      String request =
          new CertificationRequest(
                  required(platform, "clientId"),
                  required(platform, "tenantId"),
                  JsonText.of(platform.get("cuId").orElse(Value.NULL), JsonForm.COMMAND))
              .of(pair);
      Value body = Value.Obj.builder().put("csr", request).build();
      Value.Obj issued =
          TokenAnswer.members(
              service.ask(
                  question("issuecredential", order).json(JsonText.of(body, JsonForm.COMMAND))),
              SERVICE);
      return new Credential(key(pair, issued), required(issued, "client_id"), endpoint(issued));
    } catch (GeneralSecurityException e) {
      throw new ClientException("this Java has no RSA", e);
    }
  }

  private static ClientKey key(KeyPair pair, Value.Obj issued) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(required(issued, "certificate"));
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (certificate.getPublicKey().equals(pair.getPublic())) {
        return ClientKey.of(pair.getPrivate(), certificate);
      }
      throw new ClientException(SERVICE + " issued a certificate of another key");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ClientException(SERVICE + " issued no certificate that can be read", e);
    }
  }

  private static URI endpoint(Value.Obj issued) {
    String host = required(issued, "mtls_authentication_endpoint").replaceAll("/+$", "");
    String tenant = required(issued, "tenant_id");
    if (!host.startsWith("https://") || !tenant.matches("[A-Za-z0-9.-]+")) {
      throw new ClientException(SERVICE + " names no sign-in service with TLS, or no tenant");
    }
    try {
      return URI.create(host + "/" + tenant + "/oauth2/v2.0/token");
    } catch (IllegalArgumentException e) {
      throw new ClientException(SERVICE + " names a sign-in service that is no address", e);
    }
  }

  private SecretText token(AzureTokenRequest order, Credential credential) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", credential.clientId());
    form.put("token_type", "mtls_pop");
    form.put("scope", order.resource() + "/.default");
    HttpExchange.Answer answer =
        HttpExchange.over(signIn.showing(credential.key()), TokenForm.MAX_ANSWER)
            .send(TokenForm.request(credential.endpoint(), form));
    SecretText jwt = TokenAnswer.read(answer, "the sign-in service");
    if (!ApiReply.text(TokenAnswer.object(answer), "token_type")
        .filter("mtls_pop"::equalsIgnoreCase)
        .isPresent()) {
      throw new ClientException("the sign-in service gave a token that is not bound to the key");
    }
    return jwt;
  }

  private static String required(Value.Obj answer, String member) {
    return ApiReply.text(answer, member)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new ClientException(SERVICE + " gave an answer without " + member));
  }

  private MetadataService.Question question(String what, AzureTokenRequest order) {
    MetadataService.Question question =
        new MetadataService.Question(URI.create(base + "/metadata/identity/" + what))
            .query("cred-api-version", VERSION)
            .header("Metadata", "true");
    IdentityParameters.METADATA.add(order.identity(), question);
    return question;
  }
}
