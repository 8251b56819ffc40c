/** Merges the policies of a token and evaluates requests against them. */
package io.azimuth.application.policy;
