package io.azimuth.azure.roletest;

import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.VmId;
import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.domain.network.IpText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.verify.CertificateDigests;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the blocks {@code machine} and {@code resource}: who logs in, and what Azure answers. */
final class AzureReader {

  private static final List<String> MACHINE =
      List.of(
          "claims",
          "without_claims",
          "address",
          "client_certificate",
          "attestation",
          "groups",
          "resource");
  private static final List<String> RESOURCE =
      List.of(
          "answer", "location", "system_assigned", "user_assigned", "scale_set", "tags", "vm_id");
  private static final String FOUND = "found";
  private static final String FORBIDDEN = "forbidden";
  private static final String ABSENT = "absent";
  private static final String OBJECT_ID = "an object id (a GUID)";

  private final Map<ResourceId, DirectoryAnswer> resources = new HashMap<>();
  private final Map<PrincipalId, Set<GroupId>> groups = new HashMap<>();

  Map<ResourceId, DirectoryAnswer> resources() {
    return resources;
  }

  /** What Graph answers. */
  Map<PrincipalId, Set<GroupId>> groups() {
    return groups;
  }

  Machine machine(FileBlock block) {
    block.allowOnly(MACHINE);
    block.labelled("resource").forEach(this::resource);
    Value.Obj claims = block.nested("claims").map(FileBlock::object).orElse(Value.Obj.EMPTY);
    groups(block, claims);
    return new Machine(
        claims,
        new HashSet<>(block.texts("without_claims").orElse(List.of())),
        block
            .parsed("address", AzureReader::address, "an IP address")
            .orElseGet(InetAddress::getLoopbackAddress),
        block.parsed(
            "client_certificate", AzureReader::certificate, "a certificate (PEM) or its digest"),
        block.nested("attestation").map(FileBlock::object));
  }

  private static Optional<CertificateDigest> certificate(String text) {
    return CertificateDigest.parse(text).or(() -> CertificateDigests.ofPem(text));
  }

  private void groups(FileBlock block, Value.Obj claims) {
    List<GroupId> listed = block.eachParsed("groups", GroupId::parse, OBJECT_ID);
    if (!block.has("groups")) {
      return;
    }
    Optional<PrincipalId> principal =
        claims
            .get("oid")
            .filter(Value.Text.class::isInstance)
            .flatMap(oid -> PrincipalId.parse(((Value.Text) oid).text()));
    if (principal.isEmpty()) {
      block.problem("groups", "groups are those of the claim \"oid\", which is missing");
      return;
    }
    Set<GroupId> all = new HashSet<>(groups.getOrDefault(principal.get(), Set.of()));
    all.addAll(listed);
    groups.put(principal.get(), all);
  }

  static Optional<InetAddress> address(String text) {
    return IpText.parse(text)
        .map(
            bytes -> {
              try {
                return InetAddress.getByAddress(bytes);
              } catch (UnknownHostException e) {
                throw new IllegalStateException("an address has 4 or 16 bytes", e);
              }
            });
  }

  void resource(FileBlock block) {
    block.allowOnly(RESOURCE);
    Optional<ResourceId> id = ResourceId.parse(block.label());
    if (id.isEmpty()) {
      block.problems().add(block.line(), Quoted.of(block.label()) + " is not the id of a resource");
      return;
    }
    String kind = block.word("answer", List.of(FOUND, ABSENT, FORBIDDEN)).orElse(FOUND);
    DirectoryAnswer answer =
        switch (kind) {
          case ABSENT -> new DirectoryAnswer.Absent();
          case FORBIDDEN -> new DirectoryAnswer.Forbidden();
          default -> new DirectoryAnswer.Found(facts(id.get(), block));
        };
    if (resources.putIfAbsent(id.get(), answer) != null) {
      block.problems().add(block.line(), "the resource " + id.get().text() + " is there twice");
    }
  }

  private static ResourceFacts facts(ResourceId id, FileBlock block) {
    ResourceFacts facts = plainFacts(id, block);
    return block.parsed("vm_id", VmId::parse, "a vmId (a GUID)").map(facts::withVmId).orElse(facts);
  }

  private static ResourceFacts plainFacts(ResourceId id, FileBlock block) {
    return new ResourceFacts(
        id,
        block.parsed("location", Location::parse, "a location"),
        block.parsed("system_assigned", PrincipalId::parse, OBJECT_ID),
        new HashSet<>(block.eachParsed("user_assigned", PrincipalId::parse, OBJECT_ID)),
        block.parsed("scale_set", ResourceId::parse, "the id of a resource"),
        block.nested("tags").map(AzureReader::tags).orElse(ResourceTags.NONE));
  }

  private static ResourceTags tags(FileBlock block) {
    Map<String, String> tags = new HashMap<>();
    block
        .object()
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text text) {
                tags.put(name, text.text());
              } else {
                block.problem(name, "the value of a tag is a text");
              }
            });
    return ResourceTags.of(tags);
  }
}
