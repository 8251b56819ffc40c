/** ACL policies, the capabilities that they grant, and the explanation of their decisions. */
package io.azimuth.application.system.policies;
