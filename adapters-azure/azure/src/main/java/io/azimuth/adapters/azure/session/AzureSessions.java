package io.azimuth.adapters.azure.session;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.SendGatePolicy;
import io.azimuth.adapters.azure.pipeline.SessionCache;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.DetachedBearerPolicy;
import io.azimuth.adapters.azure.signin.RenewableCredential;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.DirectoryAccess;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Resource Manager and Graph as each access sees them. Apart from one another, since a pipeline
 * holds one token; made at first use, since a cloud may lack one of them.
 */
public final class AzureSessions {

  private final SessionCache<ArmSession> arm = new SessionCache<>(this::makeArm);
  private final SessionCache<GraphSession> graph = new SessionCache<>(this::makeGraph);
  private final DirectoryClouds clouds;
  private final SignIn signIn;
  private final PipelinePolicies policies;
  private final Clock clock;

  public AzureSessions(
      DirectoryClouds clouds, SignIn signIn, PipelinePolicies policies, Clock clock) {
    this.clouds = clouds;
    this.signIn = signIn;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Resource Manager for that access.
   *
   * @throws UnusableAnswerException when the cloud is unknown or lacks what it takes
   * @throws SignInException when the credential cannot be used
   */
  public ArmSession arm(DirectoryAccess access) {
    return arm.of(access);
  }

  /** Graph for that access; throws as {@link #arm} does. */
  public GraphSession graph(DirectoryAccess access) {
    return graph.of(access);
  }

  /** How many of Resource Manager there are. */
  public int size() {
    return arm.size();
  }

  private ArmSession makeArm(DirectoryAccess access) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    URI resourceManager = cloud.resourceManagerOrRefuse();
    HttpPipeline pipeline = armPipeline(access, cloud, credential(access, cloud));
    return new ArmSession(new ArmClients(pipeline, access.tenant(), resourceManager), clock);
  }

  public HttpPipeline armPipeline(
      DirectoryAccess access, DirectoryCloudConfig cloud, RenewableCredential credential) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachCall());
    all.add(new AllowedHostPolicy(cloud.resourceManagerOrRefuse()));
    all.addAll(policies.ofEachTryOfResourceManager(access));
    all.add(new DetachedBearerPolicy(credential, cloud.scope(), clock));
    all.addAll(policies.ofEachSending(access));
    return pipeline(cloud, all);
  }

  private GraphSession makeGraph(DirectoryAccess access) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    String root = cloud.graphOrRefuse().toString().replaceFirst("/$", "") + "/v1.0";
    HttpPipelinePolicy bearer =
        new DetachedBearerPolicy(credential(access, cloud), cloud.graphScope(), clock);
    return new GraphSession(
        new GraphCalls(graphPipeline(access, cloud, bearer, List.of()), root),
        new GraphCalls(graphPipeline(access, cloud, bearer, policies.ofEachTry(access)), root));
  }

  private HttpPipeline graphPipeline(
      DirectoryAccess access,
      DirectoryCloudConfig cloud,
      HttpPipelinePolicy bearer,
      List<HttpPipelinePolicy> repetition) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachGraphCall());
    all.add(new AllowedHostPolicy(cloud.graphOrRefuse()));
    all.addAll(repetition);
    all.add(bearer);
    all.add(new SendGatePolicy());
    all.addAll(policies.ofEachSending(access));
    return pipeline(cloud, all);
  }

  private RenewableCredential credential(DirectoryAccess access, DirectoryCloudConfig cloud) {
    HttpClient client = clouds.clientOf(cloud);
    return new RenewableCredential(() -> signIn.credential(access, cloud, client));
  }

  private HttpPipeline pipeline(DirectoryCloudConfig cloud, List<HttpPipelinePolicy> policies) {
    return new HttpPipelineBuilder()
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .httpClient(clouds.clientOf(cloud))
        .build();
  }
}
