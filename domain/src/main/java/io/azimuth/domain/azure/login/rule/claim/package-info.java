/** Rules on claims that tell more than who logs in and from where. */
package io.azimuth.domain.azure.login.rule.claim;
