package io.azimuth.adapters.azure.keyvault;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.signin.DetachedBearerPolicy;
import io.azimuth.adapters.azure.signin.OwnAccess;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How the server reaches Key Vault: the same policies as for Resource Manager and Graph.
 *
 * @param own who signs in, and where
 * @param policies what all calls have in common
 */
record KeyVaultAccess(OwnAccess own, PipelinePolicies policies) {

  /** A pipeline to that vault with tokens for that audience. */
  HttpPipeline pipeline(URI vault, String audience, Clock clock) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachCall());
    all.add(new AllowedHostPolicy(vault));
    all.addAll(policies.ofEachTry(own.access()));
    all.add(new DetachedBearerPolicy(own.credential(), audience + "/.default", clock));
    all.addAll(policies.ofEachSending(own.access()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(own.clouds().clientOf(own.cloud()))
        .build();
  }
}
