package io.azimuth.domain.azure.evidence;

import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.TenantId;
import io.azimuth.domain.expression.ExpressionMember;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.expression.ExpressionSpelling;
import io.azimuth.domain.expression.ExpressionType;
import io.azimuth.domain.expression.ExpressionValues;
import io.azimuth.domain.text.AsciiCase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the expression of a role may read of a login: signed claims, and what Resource Manager
 * returns for the resource. What the caller merely claims is not among it.
 *
 * <p>Ids and names of Azure, also those of tags, are in lower case (A to Z folded), since Azure
 * compares them so. Values of tags are as they are.
 */
public final class LoginMembers {

  private static final String CLAIMS = "claims";
  private static final String RESOURCE = "resource";

  private static final Map<ExpressionMember, ExpressionSpelling> SPELLINGS =
      Map.ofEntries(
          Map.entry(claim("oid"), ExpressionSpelling.LOWER_CASE),
          Map.entry(claim("tid"), ExpressionSpelling.LOWER_CASE),
          Map.entry(claim("appid"), ExpressionSpelling.LOWER_CASE),
          Map.entry(claim("groups"), ExpressionSpelling.LOWER_CASE),
          Map.entry(claim("xms_mirid"), ExpressionSpelling.LOWER_CASE),
          Map.entry(claim("xms_az_rid"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("id"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("subscription"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("resource_group"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("type"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("name"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("location"), ExpressionSpelling.LOWER_CASE_WITHOUT_SPACES),
          Map.entry(resource("scale_set"), ExpressionSpelling.LOWER_CASE),
          Map.entry(resource("tags"), ExpressionSpelling.LOWER_CASE));

  // Other rules refuse a login without them.
  private static final Set<ExpressionMember> ALWAYS =
      Set.of(claim("oid"), claim("tid"), claim("aud"), claim("iat"), claim("exp"));

  /** The members, their types and their spelling. */
  public static final ExpressionSchema SCHEMA =
      new ExpressionSchema(
          Map.of(
              CLAIMS,
              Map.ofEntries(
                  Map.entry("oid", ExpressionType.TEXT),
                  Map.entry("sub", ExpressionType.TEXT),
                  Map.entry("tid", ExpressionType.TEXT),
                  Map.entry("appid", ExpressionType.TEXT),
                  Map.entry("appidacr", ExpressionType.TEXT),
                  Map.entry("idtyp", ExpressionType.TEXT),
                  Map.entry("ver", ExpressionType.TEXT),
                  Map.entry("aud", ExpressionType.TEXTS),
                  Map.entry("groups", ExpressionType.TEXTS),
                  Map.entry("roles", ExpressionType.TEXTS),
                  Map.entry("xms_mirid", ExpressionType.TEXT),
                  Map.entry("xms_az_rid", ExpressionType.TEXT),
                  Map.entry("iat", ExpressionType.MOMENT),
                  Map.entry("exp", ExpressionType.MOMENT)),
              RESOURCE,
              Map.of(
                  "id", ExpressionType.TEXT,
                  "subscription", ExpressionType.TEXT,
                  "resource_group", ExpressionType.TEXT,
                  "type", ExpressionType.TEXT,
                  "name", ExpressionType.TEXT,
                  "location", ExpressionType.TEXT,
                  "scale_set", ExpressionType.TEXT,
                  "tags", ExpressionType.PAIRS)),
          SPELLINGS,
          ALWAYS);

  private LoginMembers() {}

  /**
   * The values of a login.
   *
   * @param facts what Resource Manager returns for its resource; empty when it was not asked
   * @param scaleSet the scale set that the resource is or belongs to
   */
  public static ExpressionValues of(
      AzureClaims claims, Optional<ResourceFacts> facts, Optional<ResourceId> scaleSet) {
    ExpressionValues.Builder values = ExpressionValues.builder();
    addClaims(values, claims);
    facts.ifPresent(it -> addResource(values, it, scaleSet));
    return values.build();
  }

  private static void addClaims(ExpressionValues.Builder values, AzureClaims claims) {
    values
        .text(claim("oid"), folded(claims.oid().map(PrincipalId::value)))
        .text(claim("tid"), folded(claims.tenant().map(TenantId::value)))
        .text(claim("appid"), folded(claims.appId().map(AppId::value)))
        .text(claim("ver"), claims.version())
        .texts(claim("aud"), claims.audiences())
        .moment(claim("iat"), claims.issuedAt())
        .moment(claim("exp"), claims.expiresAt());
    addText(values, claims, "sub");
    addText(values, claims, "idtyp");
    values.text(claim("appidacr"), claims.clientAuthentication());
    addId(values, claims, "xms_mirid");
    addId(values, claims, "xms_az_rid");
    addGroups(values, claims);
    if (claims.raw().has("roles")) {
      values.texts(claim("roles"), claims.raw().texts("roles"));
    }
  }

  private static void addText(ExpressionValues.Builder values, AzureClaims claims, String name) {
    Optional<String> text = claims.raw().text(name);
    values.text(claim(name), text);
    if (text.isEmpty() && claims.raw().has(name)) {
      values.unknown(claim(name), "is no text");
    }
  }

  private static void addId(ExpressionValues.Builder values, AzureClaims claims, String name) {
    Optional<ResourceId> id = claims.raw().text(name).flatMap(ResourceId::parse);
    values.text(claim(name), id.map(ResourceId::canonical));
    if (id.isEmpty() && claims.raw().has(name)) {
      values.unknown(claim(name), "is no id of a resource");
    }
  }

  // Of a principal that is in too many groups the token lists none, though it is in some.
  private static void addGroups(ExpressionValues.Builder values, AzureClaims claims) {
    if (claims.groupsOverage()) {
      values.unknown(claim("groups"), "lists more than a token can; see resolve_groups");
    } else if (claims.hasDirectoryGroups() || claims.raw().has("groups")) {
      values.texts(
          claim("groups"),
          claims.groups().stream().map(GroupId::value).map(AsciiCase::fold).toList());
    }
  }

  private static void addResource(
      ExpressionValues.Builder values, ResourceFacts facts, Optional<ResourceId> scaleSet) {
    ResourceId id = facts.id();
    values
        .text(resource("id"), Optional.of(id.canonical()))
        .text(resource("subscription"), folded(Optional.of(id.subscription().value())))
        .text(resource("resource_group"), folded(Optional.of(id.resourceGroup().value())))
        .text(resource("type"), folded(Optional.of(id.type().value())))
        .text(resource("name"), folded(Optional.of(id.name())))
        .text(resource("location"), folded(facts.location().map(Location::value)))
        .text(resource("scale_set"), folded(scaleSet.map(ResourceId::name)));
    if (facts.tags().isKnown()) {
      values.pairs(resource("tags"), facts.tags().values());
    } else {
      values.unknown(resource("tags"), "are more than are kept");
    }
  }

  private static Optional<String> folded(Optional<String> text) {
    return text.map(AsciiCase::fold);
  }

  private static ExpressionMember claim(String name) {
    return new ExpressionMember(CLAIMS, name);
  }

  private static ExpressionMember resource(String name) {
    return new ExpressionMember(RESOURCE, name);
  }
}
