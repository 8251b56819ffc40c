package io.azimuth.adapters.azure.graph;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.MicrosoftGraphClient;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.CallLogPolicy;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.SendGatePolicy;
import io.azimuth.adapters.azure.pipeline.SessionCache;
import io.azimuth.adapters.azure.pipeline.SingleHostEnvironment;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.pipeline.ValidJsonPolicy;
import io.azimuth.adapters.azure.signin.DetachedBearerPolicy;
import io.azimuth.adapters.azure.signin.RenewableCredential;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.DirectoryAccess;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Graph as each access sees it; apart from Resource Manager, since a pipeline holds one token. */
public final class GraphSessions {

  private final SessionCache<GraphSession> sessions = new SessionCache<>(this::make);
  private final DirectoryClouds clouds;
  private final SignIn signIn;
  private final PipelinePolicies policies;
  private final Clock clock;

  public GraphSessions(
      DirectoryClouds clouds, SignIn signIn, PipelinePolicies policies, Clock clock) {
    this.clouds = clouds;
    this.signIn = signIn;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The session of that access.
   *
   * @throws UnusableAnswerException when the cloud is unknown or lacks what it takes
   * @throws SignInException when the credential cannot be used
   */
  GraphSession of(DirectoryAccess access) {
    return sessions.of(access);
  }

  private GraphSession make(DirectoryAccess access) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    URI graph = cloud.graphOrRefuse();
    HttpClient http = clouds.clientOf(cloud);
    RenewableCredential credential =
        new RenewableCredential(() -> signIn.credential(access, cloud, http));
    HttpPipelinePolicy bearer = new DetachedBearerPolicy(credential, cloud.graphScope(), clock);
    HttpPipeline once = pipeline(access, cloud, bearer, List.of());
    MicrosoftGraphClient client =
        AuthorizationManager.authenticate(
                once,
                new AzureProfile(access.tenant(), null, SingleHostEnvironment.environment(graph)))
            .serviceClient();
    return new GraphSession(client, pipeline(access, cloud, bearer, policies.ofEachTry(access)));
  }

  private HttpPipeline pipeline(
      DirectoryAccess access,
      DirectoryCloudConfig cloud,
      HttpPipelinePolicy bearer,
      List<HttpPipelinePolicy> repetition) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachGraphCall());
    all.add(new AllowedHostPolicy(cloud.graphOrRefuse()));
    all.addAll(repetition);
    all.add(bearer);
    all.add(new ValidJsonPolicy());
    all.add(new SendGatePolicy());
    all.add(new CallLogPolicy(access.logLevel()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(clouds.clientOf(cloud))
        .build();
  }
}
