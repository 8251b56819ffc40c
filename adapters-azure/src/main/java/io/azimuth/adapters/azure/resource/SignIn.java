package io.azimuth.adapters.azure.resource;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.azimuth.application.port.azure.DirectoryAccess;
import io.azimuth.application.port.azure.ServerCredential;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** How the server signs in for itself. */
final class SignIn {

  /** For one token, repetitions included. */
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Policies policies;
  private final ExecutorService threads;

  /** Signs in on those threads: at least two, since each blocks while its call runs. */
  SignIn(Policies policies, ExecutorService threads) {
    this.policies = policies;
    this.threads = threads;
  }

  TokenCredential credential(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    try {
      return new CheckedCredential(bare(access, cloud, client));
    } catch (IllegalArgumentException e) {
      throw SignInException.refused("the tenant, the client id or the authority cannot be used");
    }
  }

  private TokenCredential bare(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    ServerCredential credential = access.credential();
    if (credential instanceof ServerCredential.ClientSecret secret) {
      return byClientSecret(access, secret, cloud, client);
    }
    if (credential instanceof ServerCredential.ManagedIdentity) {
      return byManagedIdentity(access, cloud, client);
    }
    throw new SignInException("this kind of credential is not supported yet");
  }

  private TokenCredential byClientSecret(
      DirectoryAccess access,
      ServerCredential.ClientSecret secret,
      DirectoryCloudConfig cloud,
      HttpClient client) {
    return new ClientSecretCredentialBuilder()
        .tenantId(access.tenant())
        .clientId(secret.clientId())
        .clientSecret(secret.value().expose())
        .authorityHost(cloud.authorityHost().toString())
        // It would ask another host about ours, which the configuration fixes.
        .disableInstanceDiscovery()
        .executorService(threads)
        .pipeline(pipeline(access, client, new OnlyHostPolicy(cloud.authorityHost())))
        .build();
  }

  private TokenCredential byManagedIdentity(
      DirectoryAccess access, DirectoryCloudConfig cloud, HttpClient client) {
    HttpClient metadata = new MetadataClient(client, cloud.metadataServiceOrRefuse());
    return new ManagedIdentityCredentialBuilder()
        .executorService(threads)
        .pipeline(pipeline(access, metadata))
        .build();
  }

  private HttpPipeline pipeline(
      DirectoryAccess access, HttpClient client, HttpPipelinePolicy... guards) {
    List<HttpPipelinePolicy> all = new ArrayList<>(List.of(new PatiencePolicy(TIME)));
    all.addAll(List.of(guards));
    all.addAll(policies.ofEachTry(access));
    all.add(new CallLogPolicy(access.logLevel()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(client)
        .build();
  }
}
