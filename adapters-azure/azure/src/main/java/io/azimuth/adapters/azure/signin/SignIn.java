package io.azimuth.adapters.azure.signin;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.Configuration;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.pipeline.SignInTimeoutPolicy;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.pipeline.ValidJsonPolicy;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.spi.federation.PluginIdentityTokens;
import io.azimuth.spi.metrics.NoMetrics;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** How the server signs in for itself. */
public final class SignIn {

  /** For one token, repetitions included. */
  private static final Duration TIME = Duration.ofSeconds(10);

  private final PipelinePolicies policies;
  private final ExecutorService threads;
  private final PluginIdentityTokens identityTokens;
  private final AzureCallMetrics calls;

  /** Signs in on those threads: at least two, since each blocks while its call runs. */
  public SignIn(
      PipelinePolicies policies,
      ExecutorService threads,
      PluginIdentityTokens identityTokens,
      AzureCallMetrics calls) {
    this.policies = policies;
    this.threads = threads;
    this.identityTokens = identityTokens;
    this.calls = calls;
  }

  /** The same, whose calls are not counted: they do not go to Azure. */
  public SignIn uncounted() {
    return new SignIn(
        policies,
        threads,
        identityTokens,
        AzureCallMetrics.registered(new NoMetrics(), policies.clock()));
  }

  /**
   * The credential of that access; signs in when it is first asked for a token.
   *
   * @throws SignInException when it cannot be one
   * @throws UnusableAnswerException when the cloud lacks what it takes
   */
  public TokenCredential credential(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    try {
      return new ErrorMappingCredential(bare(access, cloud, client));
    } catch (IllegalArgumentException e) {
      throw SignInException.refused("the tenant, the client id or the authority cannot be used");
    }
  }

  /** The same, whose every token is obtained anew. */
  TokenCredential freshCredential(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    if (!(access.credential() instanceof ServerCredential.ManagedIdentity identity)) {
      return credential(access, cloud, client);
    }
    HttpClient metadata = new MetadataClient(client, cloud.metadataServiceOrRefuse());
    return new ErrorMappingCredential(
        new FreshManagedIdentity(identity.clientId(), pipeline(access, metadata), threads));
  }

  private TokenCredential bare(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    ServerCredential credential = access.credential();
    Application application = new Application(access, cloud, client);
    if (credential instanceof ServerCredential.ClientSecret secret) {
      return application
          .fill(new ClientSecretCredentialBuilder(), secret.clientId())
          .clientSecret(secret.value().expose())
          .build();
    }
    if (credential instanceof ServerCredential.ClientCertificate certificate) {
      return application
          .fill(new ClientCertificateCredentialBuilder(), certificate.clientId())
          .pemCertificate(pem(certificate))
          .build();
    }
    if (credential instanceof ServerCredential.PluginIdentity identity) {
      return application.byAssertion(
          identity.clientId(), new PluginIdentityAssertion(identityTokens, identity.request()));
    }
    if (credential instanceof ServerCredential.TokenFile file) {
      return application.byAssertion(file.clientId(), new FileAssertion(file.file()));
    }
    return byManagedIdentity(access, (ServerCredential.ManagedIdentity) credential, cloud, client);
  }

  /** Rewritten, since the SDK's reader takes nearly anything. */
  private static InputStream pem(ServerCredential.ClientCertificate certificate) {
    return new ByteArrayInputStream(
        KeyProof.certificate(certificate.pem()).pem().expose().getBytes(StandardCharsets.US_ASCII));
  }

  /** What all credentials of an application have in common. */
  private final class Application {

    private final DirectoryAccess access;
    private final DirectoryCloudConfig cloud;
    private final HttpClient client;

    private Application(DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
      this.access = access;
      this.cloud = cloud;
      this.client = client;
    }

    private TokenCredential byAssertion(String clientId, Supplier<String> assertion) {
      return new RecreatedCredential(
          () ->
              fill(new ClientAssertionCredentialBuilder(), clientId)
                  .clientAssertion(assertion)
                  .build());
    }

    private <B extends AadCredentialBuilderBase<B>> B fill(B builder, String clientId) {
      return builder
          .tenantId(access.tenant())
          .clientId(clientId)
          .authorityHost(cloud.authorityHost().toString())
          // It would ask another host about ours, which the configuration fixes.
          .disableInstanceDiscovery()
          .executorService(threads)
          .pipeline(pipeline(access, client, new AllowedHostPolicy(cloud.authorityHosts())));
    }
  }

  private TokenCredential byManagedIdentity(
      DirectoryAccess access,
      ServerCredential.ManagedIdentity identity,
      DirectoryCloudConfig cloud,
      HttpClient client) {
    HttpClient metadata = new MetadataClient(client, cloud.metadataServiceOrRefuse());
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            // Finding AKS's variables there it would exchange their token file instead.
            .configuration(Configuration.NONE)
            .executorService(threads)
            .pipeline(pipeline(access, metadata));
    identity.clientId().ifPresent(builder::clientId);
    return builder.build();
  }

  private HttpPipeline pipeline(
      DirectoryAccess access, HttpClient client, HttpPipelinePolicy... guards) {
    List<HttpPipelinePolicy> all = new ArrayList<>(List.of(new SignInTimeoutPolicy(TIME)));
    all.add(new MeteredSignInPolicy(calls, new RetryAfter(policies.clock())));
    all.addAll(List.of(guards));
    all.addAll(policies.ofEachTry(access));
    all.add(new ValidJsonPolicy());
    all.addAll(policies.ofEachSending(access));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(client)
        .build();
  }
}
