package io.azimuth.adapters.azure.attested;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Verifies the signature over the content with the key of the signer's certificate. Azure signs
 * with RSA (PKCS #1) and SHA-256, without signed attributes, and names the algorithm of the
 * signature where that of the hash belongs, which is accepted. Neither MD5 nor SHA-1 is, nor a
 * short key.
 */
final class DocumentSignature {

  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 256;

  private static final String SHA256 = "256";
  private static final String SHA384 = "384";
  private static final String SHA512 = "512";

  private static final Map<ASN1ObjectIdentifier, String> RSA =
      Map.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, SHA256,
          PKCSObjectIdentifiers.sha384WithRSAEncryption, SHA384,
          PKCSObjectIdentifiers.sha512WithRSAEncryption, SHA512);
  private static final Map<ASN1ObjectIdentifier, String> ELLIPTIC =
      Map.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256, SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384, SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512, SHA512);
  private static final Map<ASN1ObjectIdentifier, String> HASHES =
      Map.of(
          NISTObjectIdentifiers.id_sha256, SHA256,
          NISTObjectIdentifiers.id_sha384, SHA384,
          NISTObjectIdentifiers.id_sha512, SHA512);

  private final SignerInfo signer;
  private final PublicKey key;

  DocumentSignature(SignerInfo signer, PublicKey key) {
    this.signer = signer;
    this.key = key;
  }

  /** Throws unless the signature is one of the key over the content. */
  void requireOver(byte[] content) throws RejectedDocumentException {
    try {
      if (!isOver(content)) {
        throw new RejectedDocumentException("its signature is wrong");
      }
    } catch (GeneralSecurityException
        | IOException
        | IllegalArgumentException
        | IllegalStateException e) {
      // The structure is parsed where it is read: its malformed parts show only here.
      throw new RejectedDocumentException("its signature cannot be verified", e);
    }
  }

  private boolean isOver(byte[] content)
      throws RejectedDocumentException, GeneralSecurityException, IOException {
    String bits = hash();
    ASN1Set attributes = signer.getAuthenticatedAttributes();
    byte[] signed = attributes == null ? content : attributes(attributes, content, "SHA-" + bits);
    Signature signature = Signature.getInstance("SHA" + bits + "with" + algorithm(bits));
    signature.initVerify(key);
    signature.update(signed);
    return signature.verify(signer.getEncryptedDigest().getOctets());
  }

  private String hash() throws RejectedDocumentException {
    ASN1ObjectIdentifier named = signer.getDigestAlgorithm().getAlgorithm();
    return Optional.ofNullable(HASHES.get(named))
        .or(() -> Optional.ofNullable(RSA.get(named)))
        .or(() -> Optional.ofNullable(ELLIPTIC.get(named)))
        .orElseThrow(() -> new RejectedDocumentException("its hash is not one of SHA-2"));
  }

  private String algorithm(String bits) throws RejectedDocumentException {
    ASN1ObjectIdentifier named = signer.getDigestEncryptionAlgorithm().getAlgorithm();
    if (key instanceof RSAPublicKey rsa) {
      if (rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
        throw new RejectedDocumentException("the key of its signer is too short");
      }
      if (named.equals(PKCSObjectIdentifiers.rsaEncryption) || bits.equals(RSA.get(named))) {
        return "RSA";
      }
    }
    if (key instanceof ECPublicKey elliptic) {
      if (elliptic.getParams().getOrder().bitLength() < LEAST_EC_BITS) {
        throw new RejectedDocumentException("the key of its signer is too short");
      }
      if (named.equals(X9ObjectIdentifiers.id_ecPublicKey) || bits.equals(ELLIPTIC.get(named))) {
        return "ECDSA";
      }
    }
    throw new RejectedDocumentException("the algorithm of its signature is not accepted");
  }

  /** The attributes as they were signed; they must hold the hash of the content. */
  private static byte[] attributes(ASN1Set signed, byte[] content, String hash)
      throws RejectedDocumentException, IOException, GeneralSecurityException {
    AttributeTable table = new AttributeTable(signed);
    boolean data = CMSObjectIdentifiers.data.equals(only(table, CMSAttributes.contentType));
    byte[] digest = MessageDigest.getInstance(hash).digest(content);
    boolean same =
        only(table, CMSAttributes.messageDigest) instanceof ASN1OctetString said
            && MessageDigest.isEqual(said.getOctets(), digest);
    if (!data || !same) {
      throw new RejectedDocumentException("its content is not the one that was signed");
    }
    return signed.getEncoded(ASN1Encoding.DER);
  }

  private static Object only(AttributeTable table, ASN1ObjectIdentifier type)
      throws RejectedDocumentException {
    Attribute attribute = table.get(type);
    if (attribute == null
        || table.getAll(type).size() != 1
        || attribute.getAttrValues().size() != 1) {
      throw new RejectedDocumentException("its signed attributes are not complete");
    }
    return attribute.getAttrValues().getObjectAt(0).toASN1Primitive();
  }
}
