package io.azimuth.adapters.azure.keyvault;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.CallLogPolicy;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.signin.DetachedBearerPolicy;
import io.azimuth.adapters.azure.signin.RenewableCredential;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.azure.port.DirectoryAccess;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the server reaches Key Vault: the same policies as for Resource Manager and Graph.
 *
 * @param config who signs in
 * @param cloud where
 * @param clouds its HTTP client
 * @param signIn makes credentials
 * @param policies what all calls have in common
 */
record KeyVaultAccess(
    KeyVaultSealConfig config,
    DirectoryCloudConfig cloud,
    DirectoryClouds clouds,
    SignIn signIn,
    PipelinePolicies policies) {

  private static final DirectoryAccess.Retries RETRIES =
      new DirectoryAccess.Retries(3, Duration.ofMillis(250), Duration.ofSeconds(2));

  /** A pipeline to that vault with tokens for that audience. */
  HttpPipeline pipeline(URI vault, String audience, Clock clock) {
    DirectoryAccess access = access();
    RenewableCredential credential =
        new RenewableCredential(() -> signIn.credential(access, cloud, clouds.clientOf(cloud)));
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachCall());
    all.add(new AllowedHostPolicy(vault));
    all.addAll(policies.ofEachTry(access));
    all.add(new DetachedBearerPolicy(credential, audience + "/.default", clock));
    all.add(new CallLogPolicy(access.logLevel()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(clouds.clientOf(cloud))
        .build();
  }

  private DirectoryAccess access() {
    return new DirectoryAccess(
        "seal",
        1,
        config.cloud(),
        config.tenant(),
        config.credential(),
        RETRIES,
        DirectoryAccess.CallLog.NONE);
  }
}
