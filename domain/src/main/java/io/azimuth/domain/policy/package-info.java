/**
 * ACL policies: their language, how those of one token are merged, and which rule decides about a
 * request.
 */
package io.azimuth.domain.policy;
