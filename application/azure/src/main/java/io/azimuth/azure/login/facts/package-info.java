/**
 * What Azure says of who logs in: its resource and its groups, also while Azure throttles or is
 * away.
 */
package io.azimuth.azure.login.facts;
